package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.agent.CallingAgent;
import dev.countersign.decision.api.DecisionApi;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DecisionOrder;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Explanation;
import dev.countersign.decision.api.ResultOrder;
import dev.countersign.decision.api.ResultView;
import dev.countersign.decision.session.NativeSession;
import dev.countersign.runtime.Refused;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

class DecisionResource implements DecisionApi {

    private final Decide deciding;
    private final Await awaiting;
    private final Explain explaining;
    private final ReportResult reporting;
    private final CallingAgent calling;
    private final CurrentIdentityAssociation identity;
    private final RoutingContext request;

    DecisionResource(
            Decide deciding,
            Await awaiting,
            Explain explaining,
            ReportResult reporting,
            CallingAgent calling,
            CurrentIdentityAssociation identity,
            RoutingContext request) {
        this.deciding = deciding;
        this.awaiting = awaiting;
        this.explaining = explaining;
        this.reporting = reporting;
        this.calling = calling;
        this.identity = identity;
        this.request = request;
    }

    @Override
    @NonBlocking
    @RolesAllowed("agent")
    public CompletionStage<DecisionView> decide(DecisionOrder order, @Nullable String prefer) {
        Wait wait = agreed(prefer);
        return caller().thenCompose(
                        caller ->
                                calling.remembered(caller)
                                        .map(CompletableFuture::completedStage)
                                        .orElseGet(
                                                () ->
                                                        Blocking.stage(
                                                                () -> calling.require(caller))))
                .thenCompose(agent -> deciding.decide(proposal(agent, order), wait));
    }

    @Override
    @NonBlocking
    @RolesAllowed({
        "agent",
        "developer",
        "approver",
        "security-reviewer",
        "on-call",
        "auditor",
        "policy-admin"
    })
    public CompletionStage<DecisionView> get(DecisionId id, @Nullable String prefer) {
        Wait wait = agreed(prefer);
        return caller().thenCompose(caller -> Blocking.stage(() -> calling.find(caller)))
                .thenCompose(
                        agent ->
                                agent.isPresent()
                                        ? awaiting.await(id, agent.get(), wait)
                                        : CompletableFuture.completedStage(awaiting.look(id)));
    }

    @Override
    @RunOnVirtualThread
    @RolesAllowed({
        "agent",
        "developer",
        "approver",
        "security-reviewer",
        "on-call",
        "auditor",
        "policy-admin"
    })
    public Explanation explain(DecisionOrder order) {
        return explaining.explain(calling.find(identity.getIdentity()), order);
    }

    @Override
    @RunOnVirtualThread
    @RolesAllowed("agent")
    public ResultView report(ResultOrder order) {
        return reporting.report(calling.require(identity.getIdentity()), order);
    }

    private static Proposal proposal(AgentRef agent, DecisionOrder order) {
        if (order == null || order.session() == null || order.tool() == null) {
            throw new Refused(DecisionError.INVALID_ORDER, "'session' and 'tool' are needed.");
        }
        String cwd = order.cwd().orElse("");
        return new Proposal(
                agent,
                new NativeSession(order.client().orElse("api"), order.session(), cwd),
                order.subagent(),
                order.call(),
                order.tool(),
                order.input() == null ? Map.of() : order.input(),
                cwd);
    }

    /** RFC 7240: says which wait was agreed to, and stops it when the client is gone. */
    private Wait agreed(@Nullable String prefer) {
        Optional<Duration> wanted = Preference.wait(prefer);
        wanted.ifPresent(
                wait ->
                        request.response()
                                .putHeader("Preference-Applied", "wait=" + wait.toSeconds()));
        Wait wait = Wait.upTo(wanted.orElse(Duration.ZERO));
        request.addEndHandler(ended -> wait.gone().complete(null));
        return wait;
    }

    private CompletionStage<SecurityIdentity> caller() {
        return identity.getDeferredIdentity().subscribeAsCompletionStage();
    }
}
