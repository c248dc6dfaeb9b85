package dev.countersign.decision.decide;

import dev.countersign.audit.api.EventId;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Gives a held call its place: the pending decision of the same call if there is one, on whichever
 * replica it came first, or else a new one.
 */
@ApplicationScoped
class PlaceHold {

    private final Decisions decisions;
    private final AuditTrail trail;

    PlaceHold(Decisions decisions, AuditTrail trail) {
        this.decisions = decisions;
        this.trail = trail;
    }

    /**
     * @throws Ended if session, agent or key has ended
     */
    @Transactional
    public Placed place(Entry entry, Held held) {
        String session = entry.session().value();
        String key = entry.proposal().agent().key();
        if (decisions.standing(session, key).hasEnded(session, key)) {
            throw new Ended();
        }
        boolean created = decisions.insertPending(entry);
        if (created) {
            EventId event = trail.record(entry.event(Optional.empty()));
            decisions.recorded(entry.id(), event);
            decisions.insertHold(entry.id(), held);
        }
        StoredDecision pending =
                decisions
                        .lockPending(entry.proposal().agent().id(), entry.session(), entry.digest())
                        .orElseThrow(PlaceTaken::new);
        return new Placed(pending, created);
    }

    /**
     * @param created whether this call made it
     */
    record Placed(StoredDecision decision, boolean created) {}

    /** It was settled in the moment between looking and locking; nothing was stored. Try again. */
    static final class PlaceTaken extends RuntimeException {
        PlaceTaken() {
            super("settled meanwhile", null, false, false);
        }
    }
}
