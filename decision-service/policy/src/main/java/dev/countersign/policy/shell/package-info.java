/** Bash: from text to the facts of what would run. */
@NullMarked
package dev.countersign.policy.shell;

import org.jspecify.annotations.NullMarked;
