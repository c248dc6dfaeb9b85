package dev.countersign.policy.evaluate;

import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The judgement of one action.
 *
 * @param effect what is in force
 * @param wouldBe the effect if nothing were merely observed; equal to {@code effect} unless {@code
 *     mode} is observe or a rule observes
 * @param rules the rules that matched, the strongest first; those of the effect in force led to it
 * @param reason one sentence for the agent: what, why, and what to do next
 * @param mode observe when the strictest loaded policy observes
 * @param approval who must approve, when the effect is {@code require_approval}
 * @param bypassable whether an emergency bypass may lift it
 * @param policyVersion the version of the language and the digest of the sources
 */
public record Verdict(
        Effect effect,
        Effect wouldBe,
        List<MatchedRule> rules,
        String reason,
        Mode mode,
        Optional<ApprovalRequirement> approval,
        boolean bypassable,
        String policyVersion) {

    Verdict masked(UnaryOperator<String> mask) {
        return new Verdict(
                effect,
                wouldBe,
                rules.stream().map(rule -> rule.masked(mask)).toList(),
                mask.apply(reason),
                mode,
                approval,
                bypassable,
                policyVersion);
    }

    /** The rules whose effect is the one in force. */
    public List<MatchedRule> decisive() {
        return rules.stream().filter(rule -> rule.effect() == effect && !rule.observed()).toList();
    }
}
