/**
 * The files of coding agents that follow from a policy: hooks, and as a second fence what a product
 * can refuse by itself. Nothing here opens anything.
 */
@NullMarked
package dev.countersign.cli.generate;

import org.jspecify.annotations.NullMarked;
