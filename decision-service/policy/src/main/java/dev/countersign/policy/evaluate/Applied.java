package dev.countersign.policy.evaluate;

import dev.countersign.policy.language.Rule;

/**
 * A rule as it applies in its policy: in force, or merely observed.
 *
 * @param place of its layer, counted from the highest; {@link #SHIPPED} when it stands in none
 */
record Applied(Rule rule, boolean observed, int place) {
    static final int SHIPPED = -1;

    /** A rule that the library makes itself. */
    Applied(Rule rule, boolean observed) {
        this(rule, observed, SHIPPED);
    }

    Applied onlyObserved() {
        return new Applied(rule, true, place);
    }

    Explanation.Considered considered() {
        return new Explanation.Considered(
                rule.id(), rule.title(), rule.effect(), rule.source().toString());
    }
}
