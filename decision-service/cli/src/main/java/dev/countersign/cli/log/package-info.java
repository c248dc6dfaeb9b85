/** Recorded actions: the lines of a log, and what they break. */
@NullMarked
package dev.countersign.cli.log;

import org.jspecify.annotations.NullMarked;
