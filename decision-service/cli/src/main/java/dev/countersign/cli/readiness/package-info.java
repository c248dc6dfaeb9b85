/**
 * Whether a repository and an agent are ready for launch: twelve points, each with its evidence. It
 * judges behaviour: policies are asked about calls, not searched for words.
 */
@NullMarked
package dev.countersign.cli.readiness;

import org.jspecify.annotations.NullMarked;
