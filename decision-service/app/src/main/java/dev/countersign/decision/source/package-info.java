/** Policies from a Git repository: looked for, taken over, put in force. */
@NullMarked
package dev.countersign.decision.source;

import org.jspecify.annotations.NullMarked;
