/** The points before a launch, as a command. */
@NullMarked
package dev.countersign.cli.checklist;

import org.jspecify.annotations.NullMarked;
