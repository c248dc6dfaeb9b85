package dev.countersign.policy.evaluate;

import dev.countersign.policy.language.Rule;

/** A rule as it applies in its policy: in force, or merely observed. */
record Applied(Rule rule, boolean observed) {
    Explanation.Considered considered() {
        return new Explanation.Considered(
                rule.id(), rule.title(), rule.effect(), rule.source().toString());
    }
}
