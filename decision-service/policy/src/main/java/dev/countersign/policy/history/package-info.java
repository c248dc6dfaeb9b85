/** What a session remembers: labels, and files that the agent wrote. */
@NullMarked
package dev.countersign.policy.history;

import org.jspecify.annotations.NullMarked;
