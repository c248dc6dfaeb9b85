/** What an agent proposes, and the facts about what it would touch. */
@NullMarked
package dev.countersign.policy.action;

import org.jspecify.annotations.NullMarked;
