/** The tests and examples of policies, run. */
@NullMarked
package dev.countersign.cli.suite;

import org.jspecify.annotations.NullMarked;
