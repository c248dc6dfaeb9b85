package dev.countersign.decision.hook;

import dev.countersign.audit.api.Problem;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.agent.CallingAgent;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.ResultOrder;
import dev.countersign.decision.decide.Decide;
import dev.countersign.decision.decide.Proposal;
import dev.countersign.decision.decide.ReportResult;
import dev.countersign.decision.decide.Wait;
import dev.countersign.decision.session.EndSession;
import dev.countersign.decision.session.KnownSessions;
import dev.countersign.decision.session.NativeSession;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Where agents' hooks ask. To most clients any answer but 200 is consent, so everything that goes
 * wrong here is answered with 200 and a refusal in the agent's own form. That is also why the
 * method lets everybody in and looks at the credentials itself.
 */
@Path("/v1/hooks")
class HookResource {

    private static final Logger LOG = Logger.getLogger(HookResource.class);

    private final Dialects dialects;
    private final CallingAgent calling;
    private final Decide deciding;
    private final KnownSessions sessions;
    private final EndSession ending;
    private final ReportResult reporting;
    private final HookWait waiting;
    private final CurrentIdentityAssociation identity;
    private final RoutingContext request;

    HookResource(
            Dialects dialects,
            CallingAgent calling,
            Decide deciding,
            KnownSessions sessions,
            EndSession ending,
            ReportResult reporting,
            HookWait waiting,
            CurrentIdentityAssociation identity,
            RoutingContext request) {
        this.dialects = dialects;
        this.calling = calling;
        this.deciding = deciding;
        this.sessions = sessions;
        this.ending = ending;
        this.reporting = reporting;
        this.waiting = waiting;
        this.identity = identity;
        this.request = request;
    }

    /**
     * @param longest how long the client will wait, in seconds
     */
    @POST
    @Path("{client}")
    @NonBlocking
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Map<String, Object>> ask(
            @PathParam("client") String client,
            @HeaderParam("Countersign-Wait") @Nullable String longest,
            byte @Nullable [] payload) {
        Dialect dialect = dialects.require(client);
        Wait wait = waiting.agreed(longest);
        request.addEndHandler(ended -> wait.gone().complete(null));
        Function<Proposal, CompletionStage<DecisionView>> decide =
                proposal ->
                        deciding.decide(proposal, wait)
                                .thenApply(decision -> waiting.explained(decision, longest));
        return agent().thenCompose(agent -> answer(dialect, agent, bytes(payload), decide))
                .exceptionally(failure -> dialect.refuse(HookRefusal.reason(failure)));
    }

    private static byte[] bytes(byte @Nullable [] payload) {
        return payload == null ? new byte[0] : payload;
    }

    /** What fails before the method is reached, such as a body that ends in the middle. */
    @ServerExceptionMapper
    public Response failed(Throwable failure, UriInfo address) {
        String client = address.getPathParameters().getFirst("client");
        return dialects.find(client == null ? "" : client)
                .map(
                        dialect ->
                                Response.ok(dialect.refuse(HookRefusal.reason(failure)))
                                        .type(MediaType.APPLICATION_JSON)
                                        .build())
                .orElseGet(() -> problem(failure));
    }

    private static Response problem(Throwable failure) {
        Problem problem =
                failure instanceof Refused refused
                        ? refused.problem()
                        : new Refused(HttpError.INVALID_VALUE, "The call could not be read.")
                                .problem();
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private CompletionStage<AgentRef> agent() {
        return identity.getDeferredIdentity()
                .subscribeAsCompletionStage()
                .thenCompose(
                        caller ->
                                calling.remembered(caller)
                                        .map(CompletableFuture::completedStage)
                                        .orElseGet(() -> Blocking.stage(() -> registered(caller))));
    }

    private AgentRef registered(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!caller.hasRole("agent")) {
            throw new ForbiddenException();
        }
        return calling.require(caller);
    }

    private CompletionStage<Map<String, Object>> answer(
            Dialect dialect,
            AgentRef agent,
            byte[] payload,
            Function<Proposal, CompletionStage<DecisionView>> decide) {
        HookCall call = dialect.read(payload);
        return switch (call) {
            case HookCall.Before before ->
                    decide.apply(proposal(dialect, agent, before)).thenApply(dialect::reply);
            case HookCall.Undecided undecided ->
                    CompletableFuture.completedStage(
                            dialect.refuse(undecided, HookRefusal.reason(undecided)));
            case HookCall.After after ->
                    recorded(dialect, () -> reporting.report(agent, result(after)));
            case HookCall.Started started ->
                    recorded(
                            dialect,
                            () ->
                                    sessions.open(
                                            agent,
                                            new NativeSession(
                                                    dialect.client(),
                                                    started.session(),
                                                    started.cwd())));
            case HookCall.Over over ->
                    recorded(
                            dialect,
                            () -> {
                                ending.end(agent, over.session());
                                sessions.forget(agent, over.session());
                            });
            case HookCall.Other ignored -> CompletableFuture.completedStage(dialect.nothing());
        };
    }

    /** The tool has run or nothing depends on it: a failure here must not disturb the agent. */
    private static CompletionStage<Map<String, Object>> recorded(Dialect dialect, Runnable work) {
        return Blocking.stage(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "What a hook reported could not be recorded");
                    }
                    return dialect.nothing();
                });
    }

    private static Proposal proposal(Dialect dialect, AgentRef agent, HookCall.Before call) {
        return new Proposal(
                agent,
                new NativeSession(dialect.client(), call.session(), call.cwd()),
                call.subagent(),
                call.call(),
                call.tool(),
                call.input(),
                call.cwd());
    }

    private static ResultOrder result(HookCall.After call) {
        return new ResultOrder(
                call.session(),
                Optional.empty(),
                call.call(),
                call.tool(),
                call.succeeded(),
                call.durationMillis(),
                call.output());
    }
}
