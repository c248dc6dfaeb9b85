package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Event;
import dev.countersign.decision.api.ApprovalRef;
import dev.countersign.decision.api.Outcome;
import dev.countersign.decision.session.SessionMemory;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Makes a held call final, together with its event, exactly once: the row is locked, and only the
 * one who waits for it now may take the release.
 */
@ApplicationScoped
class Settle {

    private final Decisions decisions;
    private final AuditTrail trail;
    private final SessionMemory memory;

    Settle(Decisions decisions, AuditTrail trail, SessionMemory memory) {
        this.decisions = decisions;
        this.trail = trail;
        this.memory = memory;
    }

    /** Blocks it, unless it is final already. Answers how it stands. */
    @Transactional
    public StoredDecision block(DecisionId id, String reason) {
        StoredDecision decision = decisions.findToSettle(id).orElseThrow();
        return decision.view().outcome().isPresent()
                ? decision
                : settled(decision, Outcome.BLOCK, reason, Optional.empty());
    }

    /**
     * Releases it to this waiter. Repeating it after a commit whose answer was lost finds the
     * release and answers the same.
     *
     * @throws Ended if session, agent or key has ended; then nothing is stored
     * @throws Stale if the session remembers more than when the call was judged; the same
     */
    @Transactional
    public Release release(
            DecisionId id, String waiter, String key, String reason, Remains remains) {
        StoredDecision decision = decisions.findToSettle(id).orElseThrow();
        Optional<String> me = Optional.of(waiter);
        if (decision.view().outcome().isPresent()) {
            return new Release(decision, decision.releasedTo().equals(me));
        }
        if (!decision.requireHeld().waiter().equals(me)) {
            return new Release(decision, false);
        }
        String session = decision.session().value();
        Standing standing = decisions.standing(session, key);
        if (standing.hasEnded(session, key)) {
            throw new Ended();
        }
        remains.requirePresent(standing.revision(session));
        memory.write(decision.session(), remains.traces());
        return new Release(settled(decision, Outcome.PROCEED, reason, me), true);
    }

    private StoredDecision settled(
            StoredDecision decision, Outcome outcome, String reason, Optional<String> releasedTo) {
        decisions.settle(decision.id(), outcome, reason, releasedTo);
        trail.record(
                new Event.DecisionSettled(
                        decision.story(),
                        decision.tool(),
                        outcome.toString(),
                        reason,
                        decision.view().approval().map(ApprovalRef::id)));
        return decisions.find(decision.id()).orElseThrow();
    }

    /**
     * @param released whether it is this waiter that goes on
     */
    record Release(StoredDecision decision, boolean released) {}
}
