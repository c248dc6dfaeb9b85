/**
 * The command line {@code agent-policy}. What it can do is in the packages beneath: one class for
 * each subcommand.
 */
@NullMarked
package dev.countersign.cli;

import org.jspecify.annotations.NullMarked;
