package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.agent.AgentRevoked;
import dev.countersign.decision.session.SessionStopped;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Blocks what killed sessions and revoked agents have held, and takes out of the queue what can
 * never run any more, so that nobody is asked to approve it.
 *
 * <p>Both are found by what is stored: at once when something was stopped, and every few seconds
 * besides, because this process may die in between, and the queue may not answer. Replicas may do
 * the same work twice; each step answers then as it did before.
 */
@ApplicationScoped
class StopHeld {

    private static final Logger LOG = Logger.getLogger(StopHeld.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** After so many the queue does not answer, and asking it for more can wait. */
    private static final int MOST_FAILURES = 20;

    private final HeldInVain inVain;
    private final Decisions decisions;
    private final Settle settling;
    private final Queue queue;
    private final Waiters waiters;

    private volatile boolean running;

    StopHeld(
            HeldInVain inVain, Decisions decisions, Settle settling, Queue queue, Waiters waiters) {
        this.inVain = inVain;
        this.decisions = decisions;
        this.settling = settling;
        this.queue = queue;
        this.waiters = waiters;
    }

    void start(@Observes @Priority(40) StartupEvent event) {
        running = true;
        Thread.ofVirtual().name("stop-held").start(this::repeat);
    }

    void end(@Observes ShutdownEvent event) {
        running = false;
    }

    void killed(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionStopped stopped) {
        Blocking.stage(this::stop);
    }

    void revoked(@Observes(during = TransactionPhase.AFTER_SUCCESS) AgentRevoked revoked) {
        Blocking.stage(this::stop);
    }

    private void repeat() {
        while (running) {
            pause();
            List<DecisionId> left = stop();
            if (!left.isEmpty()) {
                LOG.warnf("Not out of the queue yet: %d held calls that were blocked", left.size());
            }
        }
    }

    /** Blocks first: what waits is told even while the queue does not answer. */
    private List<DecisionId> stop() {
        List<DecisionId> left = new ArrayList<>();
        try {
            inVain.stopped().forEach(held -> attempt(held.id(), () -> block(held), left));
            for (HeldInVain.Blocked held : inVain.inQueue()) {
                if (left.size() < MOST_FAILURES) {
                    attempt(held.id(), () -> withdraw(held), left);
                }
            }
        } catch (NotDurable e) {
            LOG.warnf("Held calls cannot be read: %s", e.getMessage());
        }
        return left;
    }

    private static void attempt(DecisionId id, Runnable step, List<DecisionId> left) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.debugf("Tried again later decision=%s: %s", id, e.getMessage());
            left.add(id);
        }
    }

    private void block(HeldInVain.Stopped held) {
        settling.block(held.id(), held.why());
        waiters.wake(held.id());
    }

    private void withdraw(HeldInVain.Blocked held) {
        decisions.noteApproval(held.id(), queue.end(held.approval(), held.why()));
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
