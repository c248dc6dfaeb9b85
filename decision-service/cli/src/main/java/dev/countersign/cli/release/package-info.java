/** Policies brought to decision-service and put in force there. */
@NullMarked
package dev.countersign.cli.release;

import org.jspecify.annotations.NullMarked;
