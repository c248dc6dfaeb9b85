/** What a rule asks of a fact, and what a fact must have for it. */
@NullMarked
package dev.countersign.policy.condition;

import org.jspecify.annotations.NullMarked;
