package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
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

    /**
     * @param agent the name of the agent whose session it is
     * @param session the agent product's own name of it, or its identifier here
     */
    @Transactional
    public Optional<SessionRef> recall(String agent, String session) {
        return Session.of(agent, session)
                .map(found -> found.ref(memory.read(new SessionId(found.id)), now.instant()));
    }
}
