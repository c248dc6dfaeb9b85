package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.agent.KnownAgents;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Outcome;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.bundle.Policies;
import dev.countersign.decision.session.KillSession;
import dev.countersign.decision.session.KnownSessions;
import dev.countersign.decision.session.SessionRef;
import dev.countersign.policy.tool.Analyser;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One proposed call: facts, verdict, durable decision, answer. This is the path that must be fast,
 * and the one class that answers asynchronously: what is known already is decided on the thread
 * that asks, everything that may wait goes to a virtual thread, and the answer comes from whoever
 * made the decision durable.
 */
@ApplicationScoped
public class Decide {

    private static final int TRIES = 20;

    private final KnownSessions sessions;
    private final KnownAgents agents;
    private final KillSession killing;
    private final Policies policies;
    private final Pace pace;
    private final DecisionJournal journal;
    private final Hold holding;
    private final Lift lifting;

    Decide(
            KnownSessions sessions,
            KnownAgents agents,
            KillSession killing,
            Policies policies,
            Pace pace,
            DecisionJournal journal,
            Hold holding,
            Lift lifting) {
        this.sessions = sessions;
        this.agents = agents;
        this.killing = killing;
        this.policies = policies;
        this.pace = pace;
        this.journal = journal;
        this.holding = holding;
        this.lifting = lifting;
    }

    /** Never blocks; fails with {@link Refused}. */
    public CompletionStage<DecisionView> decide(Proposal proposal, Wait wait) {
        return sessions.remembered(proposal.agent(), proposal.session())
                .filter(session -> !proposal.isLarge() && !session.isLarge())
                .map(session -> decide(proposal, session, wait))
                .orElseGet(() -> lookUp(proposal, wait))
                .handle(
                        (view, failure) ->
                                failure == null
                                        ? CompletableFuture.completedStage(view)
                                        : recover(proposal, wait, cause(failure)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<DecisionView> lookUp(Proposal proposal, Wait wait) {
        return Blocking.stage(
                        () ->
                                decide(
                                        proposal,
                                        sessions.since(0, proposal.agent(), proposal.session()),
                                        wait))
                .thenCompose(Function.identity());
    }

    private CompletionStage<DecisionView> recover(Proposal proposal, Wait wait, Throwable failure) {
        if (!(failure instanceof Ended)) {
            return CompletableFuture.failedStage(failure);
        }
        agents.forget();
        sessions.forget(proposal.agent(), proposal.session().name());
        return Blocking.stage(
                        () -> {
                            agents.requireGood(proposal.agent());
                            return sessions.open(proposal.agent(), proposal.session());
                        })
                .thenCompose(session -> decide(proposal, session, wait))
                .exceptionallyCompose(
                        again ->
                                CompletableFuture.failedStage(
                                        cause(again) instanceof Ended
                                                ? new NotDurable(cause(again))
                                                : cause(again)));
    }

    private CompletionStage<DecisionView> decide(Proposal proposal, SessionRef session, Wait wait) {
        return decide(proposal, session, pace.count(session.id()), wait, TRIES);
    }

    /** As long as other calls of the session leave something behind, it is judged anew. */
    private CompletionStage<DecisionView> decide(
            Proposal proposal, SessionRef session, int recent, Wait wait, int tries) {
        return decide(proposal, session, recent, wait)
                .exceptionallyCompose(
                        failure ->
                                cause(failure) instanceof Stale stale
                                        ? anew(proposal, stale, recent, wait, tries - 1)
                                        : CompletableFuture.failedStage(cause(failure)));
    }

    private CompletionStage<DecisionView> anew(
            Proposal proposal, Stale stale, int recent, Wait wait, int tries) {
        if (tries == 0) {
            return CompletableFuture.failedStage(new NotDurable(stale));
        }
        return Blocking.stage(
                        () ->
                                sessions.since(
                                        stale.revision(), proposal.agent(), proposal.session()))
                .thenCompose(session -> decide(proposal, session, recent, wait, tries));
    }

    private Judgement judge(Proposal proposal, SessionRef session, int recent) {
        return policies.judge(
                proposal.agent().name(),
                Analyser.analyse(proposal.action(), session.history()),
                session.circumstances(proposal.agent()).after(recent));
    }

    /** By the policy and the history of the moment in which it is asked for. */
    private Present again(Proposal proposal, SessionId id, int recent) {
        SessionRef session = sessions.present(id);
        Judgement judgement = judge(proposal, session, recent);
        judgement.mask().fields(proposal.input());
        return new Present(judgement, session.revision());
    }

    private CompletionStage<DecisionView> decide(
            Proposal proposal, SessionRef session, int recent, Wait wait) {
        Judgement judgement = judge(proposal, session, recent);
        Supplier<Present> judging = () -> again(proposal, session.id(), recent);
        Entry entry =
                Entry.of(
                        DecisionId.next(),
                        proposal,
                        session,
                        proposal.digest(session.id()),
                        judgement,
                        outcome(judgement.effect()));
        if (session.killed()) {
            return journal.add(
                    entry.refused(
                            Effect.KILL,
                            DecisionTexts.killed(session.killedBy(), session.reason())));
        }
        return switch (judgement.effect()) {
            case ALLOW, WARN -> journal.add(entry);
            case DENY ->
                    lifting.mayLift(entry, judgement)
                            ? lift(entry, judgement, wait, judging)
                            : journal.add(lifting.told(entry, judgement));
            case REQUIRE_APPROVAL -> lift(entry, judgement, wait, judging);
            case KILL -> kill(entry);
        };
    }

    /** An emergency bypass is asked for first; without one the verdict stands. */
    private CompletionStage<DecisionView> lift(
            Entry entry, Judgement judgement, Wait wait, Supplier<Present> judging) {
        return Blocking.stage(
                        () ->
                                lifting.lift(entry, judgement)
                                        .map(journal::add)
                                        .orElseGet(
                                                () ->
                                                        judgement.effect() == Effect.DENY
                                                                ? journal.add(entry)
                                                                : holding.hold(
                                                                        lifting.told(
                                                                                entry, judgement),
                                                                        judgement,
                                                                        wait,
                                                                        judging)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<DecisionView> kill(Entry entry) {
        return Blocking.stage(() -> killing.kill(entry.session(), killReason(entry), "policy"))
                .thenCompose(session -> journal.add(entry));
    }

    private static String killReason(Entry entry) {
        return entry.reason().length() <= 500 ? entry.reason() : entry.reason().substring(0, 500);
    }

    private static Optional<Outcome> outcome(Effect effect) {
        return switch (effect) {
            case ALLOW, WARN -> Optional.of(Outcome.PROCEED);
            case DENY, KILL -> Optional.of(Outcome.BLOCK);
            case REQUIRE_APPROVAL -> Optional.empty();
        };
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
