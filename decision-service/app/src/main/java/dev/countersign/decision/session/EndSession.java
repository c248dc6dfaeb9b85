package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Text;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The agent says that its run is over. */
@ApplicationScoped
public class EndSession {

    private final Now now;

    EndSession(Now now) {
        this.now = now;
    }

    @Transactional
    public void end(AgentRef agent, String nativeSession) {
        Text.requireName("session", nativeSession);
        Session.of(agent.id(), nativeSession)
                .map(session -> new SessionId(session.id))
                .ifPresent(id -> Session.requireToChange(id).end(now.instant()));
    }
}
