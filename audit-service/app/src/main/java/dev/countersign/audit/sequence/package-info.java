/** Turns entries into a tree, signs its checkpoints and serves both in the public form. */
@NullMarked
package dev.countersign.audit.sequence;

import org.jspecify.annotations.NullMarked;
