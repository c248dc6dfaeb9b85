package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Consumption;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.api.ApprovalRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Outcome;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.decide.Waiters.Waiter;
import dev.countersign.decision.decide.Waiters.Wake;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A call that people must decide: it gets its place, is put into the queue, waits without a thread,
 * and is released once.
 *
 * <p>Every state in which this process may die: with a place but not in the queue, in the queue, or
 * with the approval spent and the decision still pending. In each of them the same call, made
 * again, finds its place, and each step so far answers as it did before.
 */
@ApplicationScoped
class Hold {

    private static final Logger LOG = Logger.getLogger(Hold.class);

    /** Ends that say nothing about the call itself: it may be asked for anew at once. */
    private static final Set<ApprovalStatus> RAN_OUT =
            EnumSet.of(
                    ApprovalStatus.EXPIRED,
                    ApprovalStatus.CANCELLED,
                    ApprovalStatus.LAPSED,
                    ApprovalStatus.INVALIDATED);

    /** How long after a failure the queue is asked again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int TRIES = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final PlaceHold placing;
    private final Queue queue;
    private final Waiters waiters;
    private final Decisions decisions;
    private final Settle settling;

    Hold(PlaceHold placing, Queue queue, Waiters waiters, Decisions decisions, Settle settling) {
        this.placing = placing;
        this.queue = queue;
        this.waiters = waiters;
        this.decisions = decisions;
        this.settling = settling;
    }

    /**
     * Holds a call until people have decided it or the wait is over. To be called where blocking is
     * fine; waiting itself blocks nobody.
     *
     * @param again judges the call by the policy and the history of that moment
     */
    CompletionStage<DecisionView> hold(
            Entry entry, Judgement judgement, Wait wait, Supplier<Present> again) {
        PlaceHold.Placed placed = place(entry, Held.of(entry, judgement));
        Call call = new Call(placed.decision(), entry.proposal().agent().key(), true, again);
        return proceed(call, wait, placed.created(), () -> hold(entry, judgement, wait, again));
    }

    /** Goes on waiting for a decision that was held before. */
    CompletionStage<DecisionView> resume(Call call, Wait wait) {
        return proceed(call, wait, false, () -> done(current(call)));
    }

    private PlaceHold.Placed place(Entry entry, Held held) {
        for (int tried = 1; ; tried++) {
            try {
                return placing.place(entry, held);
            } catch (PlaceHold.PlaceTaken e) {
                if (tried == TRIES) {
                    throw new NotDurable(e);
                }
            } catch (Ended | Refused e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warnf("No place for a held call: %s", e.getMessage());
                throw new NotDurable(e);
            }
        }
    }

    private CompletionStage<DecisionView> proceed(
            Call call, Wait wait, boolean created, Supplier<CompletionStage<DecisionView>> anew) {
        Waiter waiter =
                wait.none()
                        ? Waiter.until(0)
                        : waiters.join(
                                call.id(), wait, me -> decisions.takePlace(call.id(), me.name()));
        ApprovalView approval;
        try {
            approval = queued(call);
        } catch (Queue.Unreachable e) {
            LOG.warnf("Not in the queue decision=%s: %s", call.id(), e.getMessage());
            return wait.none() ? done(notQueued(call)) : tryAgain(call, waiter, wait);
        } catch (Queue.Rejected e) {
            waiters.leave(waiter);
            return done(block(call, "The approval queue refuses it: " + e.getMessage()));
        } catch (RuntimeException e) {
            waiters.leave(waiter);
            throw e;
        }
        if (approval.status() == ApprovalStatus.PENDING) {
            return wait.none() ? done(pending(call)) : await(call, waiter, wait);
        }
        waiters.leave(waiter);
        if (!created && RAN_OUT.contains(approval.status())) {
            block(call, DecisionTexts.refused(approval));
            return anew.get();
        }
        return done(resolve(call, waiter, wait, approval));
    }

    private ApprovalView queued(Call call) {
        ApprovalView approval = queue.open(call.decision.requireHeld().order());
        decisions.noteApproval(call.id(), approval);
        return approval;
    }

    private CompletionStage<DecisionView> await(Call call, Waiter waiter, Wait wait) {
        return waiter.woken()
                .thenCompose(wake -> Blocking.stage(() -> woken(call, waiter, wait, wake)))
                .thenCompose(answer -> answer);
    }

    private CompletionStage<DecisionView> woken(Call call, Waiter waiter, Wait wait, Wake wake) {
        return switch (wake) {
            case TIMED_OUT, GONE -> done(pending(call));
            case SUPERSEDED -> throw superseded();
            case NEWS -> news(call, waiter, wait);
        };
    }

    /** Waits again before it looks, so that what comes while it looks is not missed. */
    private CompletionStage<DecisionView> news(Call call, Waiter waiter, Wait wait) {
        Waiter again = waiters.rejoin(call.id(), waiter, wait).orElseThrow(Hold::superseded);
        DecisionView now = current(call);
        if (now.outcome().equals(Optional.of(Outcome.BLOCK))) {
            waiters.leave(again);
            return done(now);
        }
        try {
            ApprovalView approval = latest(call);
            decisions.noteApproval(call.id(), approval);
            if (approval.status() != ApprovalStatus.PENDING) {
                waiters.leave(again);
                return done(resolve(call, again, wait, approval));
            }
        } catch (Queue.Unreachable | Queue.Rejected e) {
            LOG.warnf("No news of decision=%s: %s", call.id(), e.getMessage());
            return tryAgain(call, again, wait);
        }
        return await(call, again, wait);
    }

    /** A queue that does not answer now may do so before the wait is over. */
    private CompletionStage<DecisionView> tryAgain(Call call, Waiter waiter, Wait wait) {
        CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> waiters.wake(call.id()));
        return await(call, waiter, wait);
    }

    private ApprovalView latest(Call call) {
        Optional<ApprovalRef> queued = current(call).approval();
        return queued.isPresent()
                ? queue.get(queued.get().id())
                : queue.open(call.decision.requireHeld().order());
    }

    private DecisionView resolve(Call call, Waiter waiter, Wait wait, ApprovalView approval) {
        return switch (approval.status()) {
            case APPROVED, CONSUMED -> release(call, waiter, wait, approval);
            case DENIED, EXPIRED, CANCELLED, LAPSED, INVALIDATED ->
                    block(call, DecisionTexts.refused(approval));
            case PENDING -> pending(call);
        };
    }

    private DecisionView release(Call call, Waiter waiter, Wait wait, ApprovalView approval) {
        Present now = call.again.get();
        Optional<String> objection = call.objection(now);
        if (objection.isPresent()) {
            return objected(call, approval, objection.get());
        }
        if (wait.gone().isDone()) {
            return pending(call);
        }
        if (wait.none()) {
            decisions.takePlace(call.id(), waiter.name());
        }
        try {
            ApprovalView spent =
                    queue.consume(
                            approval.id(),
                            new Consumption(
                                    call.id(),
                                    call.decision.digest(),
                                    now.judgement().verdict().policyVersion()));
            decisions.noteApproval(call.id(), spent);
            return settle(call, waiter, spent, now);
        } catch (Queue.Unreachable e) {
            LOG.warnf("Not released decision=%s: %s", call.id(), e.getMessage());
            return notQueued(call);
        } catch (Queue.Rejected e) {
            return block(call, "The approval cannot be used: " + e.getMessage());
        }
    }

    private DecisionView objected(Call call, ApprovalView approval, String objection) {
        DecisionView blocked =
                block(call, DecisionTexts.notEnough(approval.id().value(), objection));
        queue.withdraw(approval.id(), objection);
        return blocked;
    }

    /**
     * The approval is spent; if this process dies here, the same call made again comes by here
     * again. When a commit's answer is lost, trying again finds out whose release it became.
     */
    private DecisionView settle(Call call, Waiter waiter, ApprovalView spent, Present judged) {
        Present now = judged;
        for (int tried = 1; ; tried++) {
            try {
                Settle.Release release =
                        settling.release(
                                call.id(),
                                waiter.name(),
                                call.key,
                                DecisionTexts.approved(spent),
                                now.remains(call.id()));
                if (!release.released()) {
                    throw superseded();
                }
                return release.decision().view();
            } catch (Ended e) {
                return block(call, "The session, the agent or its key has ended meanwhile.");
            } catch (Stale e) {
                if (tried == TRIES) {
                    throw new NotDurable(e);
                }
                now = call.again.get();
                Optional<String> objection = call.objection(now);
                if (objection.isPresent()) {
                    return objected(call, spent, objection.get());
                }
            } catch (Superseded e) {
                throw e;
            } catch (RuntimeException e) {
                if (tried == TRIES) {
                    throw new NotDurable(e);
                }
                LOG.warnf("Settled again decision=%s: %s", call.id(), e.getMessage());
                pause();
            }
        }
    }

    private DecisionView block(Call call, String reason) {
        return unreleased(settling.block(call.id(), reason).view());
    }

    private DecisionView notQueued(Call call) {
        return unreleased(current(call))
                .saying(DecisionTexts.notQueued(call.decision.view().reason()));
    }

    /** What went through meanwhile went through for another waiter; it is told only there. */
    private static DecisionView unreleased(DecisionView decision) {
        if (decision.proceeds()) {
            throw superseded();
        }
        return decision;
    }

    private DecisionView pending(Call call) {
        DecisionView now = unreleased(current(call));
        if (now.status() != DecisionStatus.PENDING) {
            return now;
        }
        return now.approval()
                .map(queued -> now.saying(DecisionTexts.pending(queued, now.reason())))
                .orElseGet(() -> notQueued(call));
    }

    private DecisionView current(Call call) {
        return decisions.find(call.id()).orElseThrow().view();
    }

    private static CompletionStage<DecisionView> done(DecisionView view) {
        return CompletableFuture.completedStage(view);
    }

    private static Superseded superseded() {
        return new Superseded();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A held call that somebody asks for.
     *
     * @param key hash of the key that the agent came with, or empty
     * @param exact false if only the masked arguments are known
     * @param again judges the call by the policy and the history of that moment
     */
    record Call(StoredDecision decision, String key, boolean exact, Supplier<Present> again) {
        Optional<String> objection(Present now) {
            return Objection.to(now.judgement(), decision.requireHeld(), exact);
        }

        DecisionId id() {
            return decision.id();
        }
    }

    /** Another one waits for the same call now, or was released. */
    static final class Superseded extends Refused {
        Superseded() {
            super(
                    DecisionError.SUPERSEDED,
                    "The same call is waiting again elsewhere, or went through there. Nothing ran here.");
        }
    }
}
