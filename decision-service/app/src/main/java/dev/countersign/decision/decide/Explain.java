package dev.countersign.decision.decide;

import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DecisionOrder;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Explanation;
import dev.countersign.decision.api.Explanation.ConsideredRule;
import dev.countersign.decision.api.Explanation.FactView;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.bundle.Policies;
import dev.countersign.decision.session.RecallSession;
import dev.countersign.decision.session.SessionRef;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.history.History;
import dev.countersign.policy.masking.ActionMask;
import dev.countersign.policy.tool.Analyser;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what would be decided, and why. Stores nothing. */
@ApplicationScoped
class Explain {

    private final Policies policies;
    private final RecallSession recalling;
    private final Now now;

    Explain(Policies policies, RecallSession recalling, Now now) {
        this.policies = policies;
        this.recalling = recalling;
        this.now = now;
    }

    /**
     * @param caller the agent that asks; people say in the order whose policy and whose session is
     *     used, and an unknown agent has the shipped baseline
     */
    Explanation explain(Optional<AgentRef> caller, DecisionOrder order) {
        if (order == null || order.tool() == null || order.tool().isBlank()) {
            throw new Refused(DecisionError.INVALID_ORDER, "'tool' is needed.");
        }
        String agent = caller.map(AgentRef::name).or(order::agent).orElse("");
        Optional<SessionRef> session =
                Optional.ofNullable(order.session()).flatMap(name -> recalling.recall(agent, name));
        Facts facts =
                Analyser.analyse(
                        new Action(
                                order.tool(),
                                order.input() == null ? Map.of() : order.input(),
                                order.cwd().orElse(""),
                                order.session() == null ? "" : order.session()),
                        session.map(SessionRef::history).orElse(History.NONE));
        String root =
                session.map(SessionRef::root)
                        .filter(found -> !found.isEmpty())
                        .or(order::cwd)
                        .orElse("");
        // Without a session: as in one that begins with this call.
        Duration age = session.map(found -> found.clock().age()).orElse(Duration.ZERO);
        Circumstances here =
                Circumstances.in(root).at(now.instant()).by(Proposer.UNKNOWN.since(age));
        Judgement judgement = policies.judge(agent, facts, here);
        ActionMask mask = judgement.mask();
        mask.fields(facts.action().input());
        return new Explanation(
                judgement.shownEffect(),
                mask.text(judgement.verdict().reason()),
                judgement.mode(),
                judgement.verdict().policyVersion(),
                policies.explain(agent, facts, here).facts().stream()
                        .map(fact -> view(fact, mask))
                        .toList(),
                judgement.verdict().rules().stream().map(rule -> view(rule, mask)).toList());
    }

    private static FactView view(ExplainedFact fact, ActionMask mask) {
        return new FactView(
                fact.kind(),
                mask.text(fact.text()),
                fact.reach(),
                effect(fact.effect()),
                decidedBy(fact));
    }

    private static List<String> decidedBy(ExplainedFact fact) {
        return fact.rules().stream()
                .filter(rule -> rule.effect() == fact.effect())
                .map(dev.countersign.policy.evaluate.Explanation.Considered::id)
                .toList();
    }

    private static ConsideredRule view(
            dev.countersign.policy.evaluate.MatchedRule rule, ActionMask mask) {
        return new ConsideredRule(
                rule.id(),
                effect(rule.effect()),
                rule.title(),
                mask.text(rule.message()),
                rule.source());
    }

    private static Effect effect(dev.countersign.policy.language.Effect effect) {
        return Judgement.effect(effect);
    }
}
