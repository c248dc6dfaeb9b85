package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.SessionState;
import dev.countersign.policy.history.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers running sessions, so that a call need not look its own up. What is remembered may be
 * out of date; the transaction that makes a decision durable looks again.
 */
@ApplicationScoped
public class KnownSessions {

    private static final int MOST = 50_000;

    /** Bytes that the histories of all of them may take, about. */
    private static final long HEAVIEST = 64L * 1024 * 1024;

    private final OpenSession opening;
    private final RecallSession recalling;
    private final Map<Key, SessionRef> running = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    KnownSessions(OpenSession opening, RecallSession recalling) {
        this.opening = opening;
        this.recalling = recalling;
    }

    /** Never blocks. */
    public Optional<SessionRef> remembered(AgentRef agent, NativeSession session) {
        return Optional.ofNullable(running.get(new Key(agent.id().value(), session.name())));
    }

    /** Finds the session or begins it. */
    public SessionRef open(AgentRef agent, NativeSession session) {
        SessionRef ref = opening.open(agent, session);
        if (ref.state() == SessionState.ACTIVE) {
            remember(new Key(agent.id().value(), session.name()), ref);
        }
        return ref;
    }

    /** As it is at this moment; an ended one is not begun again. */
    public SessionRef present(SessionId id) {
        return recalling.recall(id);
    }

    /** One that is at least of this revision: remembered, or else read anew. May block. */
    public SessionRef since(long revision, AgentRef agent, NativeSession session) {
        return remembered(agent, session)
                .filter(ref -> ref.revision() >= revision)
                .orElseGet(() -> open(agent, session));
    }

    /**
     * Follows a change that this replica has just made durable. Where others have changed the
     * session as well, it is read anew when it is asked for.
     */
    public void changed(AgentRef agent, String nativeSession, Traces traces, long revision) {
        Key key = new Key(agent.id().value(), nativeSession);
        SessionRef known = running.get(key);
        if (known != null && known.revision() + 1 == revision) {
            remember(key, known.after(traces, revision));
        } else if (known != null && known.revision() < revision) {
            forget(agent, nativeSession);
        }
    }

    public void forget(AgentRef agent, String nativeSession) {
        weigh(running.remove(new Key(agent.id().value(), nativeSession)), -1);
    }

    /** Two threads may bring the same session: the newer one stays. */
    private void remember(Key key, SessionRef ref) {
        if (running.size() >= MOST || weight.get() >= HEAVIEST) {
            running.clear();
            weight.set(0);
        }
        running.compute(
                key,
                (same, before) -> {
                    boolean older = before != null && before.revision() > ref.revision();
                    SessionRef kept = older ? before : ref;
                    weigh(before, -1);
                    weigh(kept, 1);
                    return kept;
                });
    }

    private void weigh(@Nullable SessionRef ref, int sign) {
        if (ref != null) {
            weight.addAndGet(sign * ref.history().weight());
        }
    }

    private record Key(String agent, String nativeSession) {}
}
