package dev.countersign.decision.session;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.SessionView;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The kill switch: nothing that the run proposes after this commits is let through. */
@ApplicationScoped
public class KillSession {

    private final Now now;
    private final AuditTrail trail;

    KillSession(Now now, AuditTrail trail) {
        this.now = now;
        this.trail = trail;
    }

    /**
     * @param by user name, or {@code policy}
     */
    @Transactional
    public SessionView kill(SessionId id, String reason, String by) {
        if (reason == null || reason.strip().length() < 3 || reason.length() > 500) {
            throw new Refused(DecisionError.INVALID_ORDER, "'reason' takes 3 to 500 characters.");
        }
        if (Session.requireToChange(id).kill(reason, by, now.instant())) {
            trail.record(new Event.SessionKilled(Session.story(Session.view(id)), reason, by));
        }
        return Session.view(id);
    }
}
