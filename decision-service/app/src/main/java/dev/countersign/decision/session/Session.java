package dev.countersign.decision.session;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.SessionState;
import dev.countersign.decision.api.SessionView;
import dev.countersign.policy.masking.Masker;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of an agent. */
@Entity
public class Session extends PanacheEntityBase {

    @Id String id;
    String agentId;
    String nativeSession;
    String client;
    String cwd;

    @Enumerated(EnumType.STRING)
    SessionState state;

    Instant startedAt;
    @Nullable Instant endedAt;
    @Nullable String endedBy;
    @Nullable String reason;

    static Optional<Session> of(AgentId agent, String nativeSession) {
        return find("agentId = ?1 and nativeSession = ?2", agent.value(), nativeSession)
                .firstResultOptional();
    }

    /** Read under a lock, so that ending and killing cannot overtake each other. */
    static Session requireToChange(SessionId id) {
        return Session.<Session>findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> none(id));
    }

    static SessionView view(SessionId id) {
        return views("where s.id = ?1", id.value()).stream()
                .findFirst()
                .orElseThrow(() -> none(id));
    }

    static List<SessionView> newest(@Nullable SessionState state, int limit) {
        return state == null
                ? views("order by s.startedAt desc limit " + limit)
                : views("where s.state = ?1 order by s.startedAt desc limit " + limit, state);
    }

    /** The agent goes on with a run that it had ended. */
    void reopen() {
        if (state == SessionState.ENDED) {
            state = SessionState.ACTIVE;
            endedAt = null;
        }
    }

    void end(Instant now) {
        if (state == SessionState.ACTIVE) {
            state = SessionState.ENDED;
            endedAt = now;
        }
    }

    /**
     * @return false if it was killed before
     */
    boolean kill(String why, String by, Instant now) {
        if (state == SessionState.KILLED) {
            return false;
        }
        state = SessionState.KILLED;
        reason = why;
        endedBy = by;
        endedAt = now;
        return true;
    }

    SessionRef ref(Instant now) {
        return new SessionRef(
                new SessionId(id),
                state,
                Masker.hasMask(cwd) ? "" : cwd,
                reason == null ? "" : reason,
                endedBy == null ? "" : endedBy,
                SessionAge.of(startedAt, now));
    }

    /** How old the session is. */
    static SessionAge age(SessionId id, Instant now) {
        return Session.<Session>findByIdOptional(id.value())
                .map(session -> SessionAge.of(session.startedAt, now))
                .orElseThrow(() -> none(id));
    }

    static Story story(AgentRef agent, SessionId id) {
        return new Story(
                Optional.of(agent.id()),
                Optional.of(agent.name()),
                Optional.of(id),
                Optional.of(agent.operator()),
                Optional.empty());
    }

    static Story story(SessionView view) {
        return new Story(
                Optional.of(view.agent()),
                Optional.of(view.agentName()),
                Optional.of(view.id()),
                Optional.of(view.operator()),
                Optional.empty());
    }

    private static List<SessionView> views(String condition, Object... values) {
        var query =
                getEntityManager()
                        .createQuery(
                                """
                                select s, a.name, a.operator
                                from Session s join Agent a on a.id = s.agentId
                                """
                                        + condition,
                                Object[].class);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.getResultList().stream()
                .map(row -> ((Session) row[0]).view((String) row[1], (String) row[2]))
                .toList();
    }

    private SessionView view(String agentName, String operator) {
        return new SessionView(
                new SessionId(id),
                new AgentId(agentId),
                agentName,
                operator,
                client,
                nativeSession,
                cwd,
                state,
                startedAt,
                Optional.ofNullable(endedAt),
                Optional.ofNullable(endedBy),
                Optional.ofNullable(reason));
    }

    private static Refused none(SessionId id) {
        return new Refused(DecisionError.NO_SUCH_SESSION, "No session " + id + ".");
    }
}
