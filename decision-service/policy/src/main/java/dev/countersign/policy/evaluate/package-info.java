/** Judging facts: {@link dev.countersign.policy.evaluate.CompiledPolicy} and its verdicts. */
@NullMarked
package dev.countersign.policy.evaluate;

import org.jspecify.annotations.NullMarked;
