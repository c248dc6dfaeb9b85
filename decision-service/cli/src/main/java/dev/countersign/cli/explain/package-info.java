/** One call: what it would touch, and what is said of it and why. */
@NullMarked
package dev.countersign.cli.explain;

import org.jspecify.annotations.NullMarked;
