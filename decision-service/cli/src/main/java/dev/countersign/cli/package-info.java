/** The command line {@code agent-policy}: one class for each subcommand. */
@NullMarked
package dev.countersign.cli;

import org.jspecify.annotations.NullMarked;
