package dev.countersign.decision.session;

import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.SessionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers running sessions, so that a call need not look its own up. What is remembered may be
 * out of date; the transaction that makes a decision durable looks again.
 */
@ApplicationScoped
public class KnownSessions {

    private static final int MOST = 50_000;

    private final OpenSession opening;
    private final Map<Key, SessionRef> running = new ConcurrentHashMap<>();

    KnownSessions(OpenSession opening) {
        this.opening = opening;
    }

    /** Never blocks. */
    public Optional<SessionRef> remembered(AgentRef agent, NativeSession session) {
        return Optional.ofNullable(running.get(new Key(agent.id().value(), session.name())));
    }

    /** Finds the session or begins it. */
    public SessionRef open(AgentRef agent, NativeSession session) {
        SessionRef ref = opening.open(agent, session);
        if (ref.state() == SessionState.ACTIVE) {
            if (running.size() >= MOST) {
                running.clear();
            }
            running.put(new Key(agent.id().value(), session.name()), ref);
        }
        return ref;
    }

    public void forget(AgentRef agent, String nativeSession) {
        running.remove(new Key(agent.id().value(), nativeSession));
    }

    private record Key(String agent, String nativeSession) {}
}
