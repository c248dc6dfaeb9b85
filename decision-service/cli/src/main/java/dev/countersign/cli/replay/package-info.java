/** Recorded decisions, judged once more. */
@NullMarked
package dev.countersign.cli.replay;

import org.jspecify.annotations.NullMarked;
