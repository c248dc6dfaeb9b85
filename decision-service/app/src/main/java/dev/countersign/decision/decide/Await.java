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
import dev.countersign.decision.session.RecallSession;
import dev.countersign.decision.session.SessionRef;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Facts;
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
    private final RecallSession recalling;

    Await(Decisions decisions, Hold holding, Policies policies, RecallSession recalling) {
        this.recalling = recalling;
        this.decisions = decisions;
        this.holding = holding;
        this.policies = policies;
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
                new Hold.Call(decision, agent.key(), !held.masked(), () -> judge(decision, agent));
        return Blocking.stage(() -> holding.resume(call, wait)).thenCompose(Function.identity());
    }

    private Present judge(StoredDecision decision, AgentRef agent) {
        ApprovalOrder order = decision.requireHeld().order();
        SessionRef session = recalling.recall(decision.session());
        Facts facts =
                Analyser.analyse(
                        new Action(
                                order.action().tool(),
                                order.action().input(),
                                order.action().cwd(),
                                order.proposer().nativeSession()),
                        session.history());
        Judgement judgement = policies.judge(agent.name(), facts, session.circumstances(agent));
        judgement.mask().fields(order.action().input());
        return new Present(judgement, session.revision());
    }

    private StoredDecision find(DecisionId id) {
        return decisions.find(id).orElseThrow(() -> none(id));
    }

    private static Refused none(DecisionId id) {
        return new Refused(DecisionError.NO_SUCH_DECISION, "No decision " + id + ".");
    }
}
