package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.runtime.Now;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** What a session remembers at this moment. Begins none and changes nothing. */
@ApplicationScoped
public class RecallSession {

    private final SessionMemory memory;
    private final Now now;

    RecallSession(SessionMemory memory, Now now) {
        this.memory = memory;
        this.now = now;
    }

    @Transactional
    public SessionRef recall(SessionId id) {
        Session session = Session.require(id);
        return session.ref(memory.read(id), now.instant());
    }

    /** One of the agent's own, by the agent product's name of it. */
    @Transactional
    public Optional<SessionRef> recall(AgentRef agent, String nativeSession) {
        return Session.of(agent.id(), nativeSession)
                .map(session -> session.ref(memory.read(new SessionId(session.id)), now.instant()));
    }
}
