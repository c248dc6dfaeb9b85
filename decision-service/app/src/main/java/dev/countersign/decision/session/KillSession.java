package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Text;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.SessionView;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** The kill switch: nothing that the run proposes after this commits is let through. */
@ApplicationScoped
public class KillSession {

    private final Now now;
    private final AuditTrail trail;
    private final Event<SessionStopped> stopped;

    KillSession(Now now, AuditTrail trail, Event<SessionStopped> stopped) {
        this.now = now;
        this.trail = trail;
        this.stopped = stopped;
    }

    /**
     * @param by user name, or {@code policy}
     */
    @Transactional
    public SessionView kill(SessionId id, String reason, String by) {
        if (reason == null || reason.strip().length() < 3 || reason.length() > 500) {
            throw new Refused(DecisionError.INVALID_ORDER, "'reason' takes 3 to 500 characters.");
        }
        Text.requireStorable("reason", reason);
        if (Session.requireToChange(id).kill(reason, by, now.instant())) {
            trail.record(
                    new dev.countersign.audit.api.Event.SessionKilled(
                            Session.story(Session.view(id)), reason, by));
            stopped.fire(new SessionStopped());
        }
        return Session.view(id);
    }
}
