package dev.countersign.policy.suite;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A policy with one thing in it changed.
 *
 * @param about the rule that was changed, {@code default.<family>}, {@code constraints.…} or {@code
 *     mode}, and its place
 * @param change what was changed, for people
 */
public record Mutant(Outcome.RuleRef about, String change, Altering altering) {

    /**
     * What a mutant is made of.
     *
     * @param position of the rule that was changed, if it is one
     * @param now that rule as it is now; empty if it was dropped
     */
    record Altering(OptionalInt position, Optional<Rule> now, Supplier<Policy> policy) {}

    @Override
    public String toString() {
        return about.source() + ": " + about.id() + ": " + change;
    }
}
