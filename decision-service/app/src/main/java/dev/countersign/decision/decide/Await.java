package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.bundle.Policies;
import dev.countersign.decision.session.OpenSession;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.Circumstances;
import dev.countersign.policy.tool.Analyser;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks for a decision by its identifier. */
@ApplicationScoped
class Await {

    private final Decisions decisions;
    private final Hold holding;
    private final Policies policies;
    private final OpenSession sessions;

    Await(Decisions decisions, Hold holding, Policies policies, OpenSession sessions) {
        this.decisions = decisions;
        this.holding = holding;
        this.policies = policies;
        this.sessions = sessions;
    }

    /** As people see it; nothing changes. */
    DecisionView look(DecisionId id) {
        return find(id).view();
    }

    /** As the agent itself sees it: waits for people, and takes the release. */
    CompletionStage<DecisionView> await(DecisionId id, AgentRef agent, Wait wait) {
        return Blocking.stage(() -> find(id)).thenCompose(decision -> await(decision, agent, wait));
    }

    private CompletionStage<DecisionView> await(
            StoredDecision decision, AgentRef agent, Wait wait) {
        if (!decision.agent().equals(agent.id())) {
            throw none(decision.id());
        }
        if (decision.view().status() == DecisionStatus.FINAL) {
            return CompletableFuture.completedStage(decision.view());
        }
        Held held = decision.requireHeld();
        Hold.Call call =
                new Hold.Call(
                        decision,
                        agent.key(),
                        !held.masked(),
                        () -> judge(decision, held.order(), agent));
        return Blocking.stage(() -> holding.resume(call, wait)).thenCompose(Function.identity());
    }

    private Judgement judge(StoredDecision decision, ApprovalOrder order, AgentRef agent) {
        Facts facts =
                Analyser.analyse(
                        new Action(
                                order.action().tool(),
                                order.action().input(),
                                order.action().cwd(),
                                order.proposer().nativeSession()));
        return policies.judge(
                agent.name(),
                facts,
                Circumstances.in(order.action().cwd())
                        .by(Proposer.UNKNOWN.since(sessions.age(decision.session()).now())));
    }

    private StoredDecision find(DecisionId id) {
        return decisions.find(id).orElseThrow(() -> none(id));
    }

    private static Refused none(DecisionId id) {
        return new Refused(DecisionError.NO_SUCH_DECISION, "No decision " + id + ".");
    }
}
