package dev.countersign.cli.explain;

import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Explanation;
import dev.countersign.decision.api.Explanation.ConsideredRule;
import dev.countersign.decision.api.Explanation.FactView;
import dev.countersign.policy.evaluate.Explanation.Considered;
import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Mode;

/** An explanation in the shape in which {@code POST /v1/explain} answers. */
final class WireExplanation {
    private WireExplanation() {}

    static Explanation of(dev.countersign.policy.evaluate.Explanation explanation) {
        Verdict verdict = explanation.verdict();
        return new Explanation(
                effect(shown(verdict)),
                verdict.reason(),
                mode(verdict.mode()),
                verdict.policyVersion(),
                explanation.facts().stream().map(WireExplanation::fact).toList(),
                verdict.rules().stream().map(WireExplanation::rule).toList());
    }

    /** What is in force; where the policy only observes, what would have happened. */
    static dev.countersign.policy.language.Effect shown(Verdict verdict) {
        return verdict.mode() == Mode.OBSERVE ? verdict.wouldBe() : verdict.effect();
    }

    static String mode(Mode mode) {
        return switch (mode) {
            case ENFORCE -> "enforce";
            case OBSERVE -> "observe";
        };
    }

    private static FactView fact(ExplainedFact fact) {
        return new FactView(
                fact.kind(),
                fact.text(),
                fact.reach(),
                effect(fact.effect()),
                fact.rules().stream()
                        .filter(rule -> rule.effect() == fact.effect())
                        .map(Considered::id)
                        .toList());
    }

    private static ConsideredRule rule(MatchedRule rule) {
        return new ConsideredRule(
                rule.id(), effect(rule.effect()), rule.title(), rule.message(), rule.source());
    }

    private static Effect effect(dev.countersign.policy.language.Effect effect) {
        return switch (effect) {
            case ALLOW -> Effect.ALLOW;
            case WARN -> Effect.WARN;
            case REQUIRE_APPROVAL -> Effect.REQUIRE_APPROVAL;
            case DENY -> Effect.DENY;
            case KILL -> Effect.KILL;
        };
    }
}
