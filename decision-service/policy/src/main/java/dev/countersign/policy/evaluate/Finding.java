package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.masking.DeclaredSecrets;
import java.util.List;

/**
 * One fact judged on its own.
 *
 * @param effect in force
 * @param wouldBe as if nothing were merely observed
 * @param matched the rules that matched it, or the default that decided
 */
record Finding(Fact fact, Effect effect, Effect wouldBe, List<Applied> matched) {
    Explanation.ExplainedFact explained(DeclaredSecrets secrets) {
        return new Explanation.ExplainedFact(
                fact.kind(),
                secrets.hiddenIn(fact.show()),
                fact.reach().how().id(),
                fact.reach().through(),
                fact.reach().at(),
                wouldBe,
                matched.stream().map(Applied::considered).toList());
    }
}
