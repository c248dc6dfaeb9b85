package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.Blocking;
import dev.countersign.decision.api.ApprovalRef;
import dev.countersign.decision.session.SessionStopped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.jboss.logging.Logger;

/**
 * Blocks what a killed session has held, and takes it out of the queue, so that nobody is asked to
 * approve what can never run. If this is lost, the calls cannot be released all the same.
 */
@ApplicationScoped
class StopHeld {

    private static final Logger LOG = Logger.getLogger(StopHeld.class);

    private final Decisions decisions;
    private final Settle settling;
    private final Queue queue;
    private final Waiters waiters;

    StopHeld(Decisions decisions, Settle settling, Queue queue, Waiters waiters) {
        this.decisions = decisions;
        this.settling = settling;
        this.queue = queue;
        this.waiters = waiters;
    }

    void stopped(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionStopped stopped) {
        Blocking.stage(
                () -> {
                    decisions.pendingOf(stopped.session()).forEach(id -> stop(id, stopped));
                    return stopped;
                });
    }

    private void stop(DecisionId id, SessionStopped stopped) {
        try {
            StoredDecision blocked =
                    settling.block(id, DecisionTexts.killed(stopped.by(), stopped.reason()));
            blocked.view()
                    .approval()
                    .filter(approval -> approval.status() == ApprovalStatus.PENDING)
                    .map(ApprovalRef::id)
                    .ifPresent(approval -> queue.withdraw(approval, "The session was stopped."));
            waiters.wake(id);
        } catch (RuntimeException e) {
            LOG.warnf("Not taken out of the queue decision=%s: %s", id, e.getMessage());
        }
    }
}
