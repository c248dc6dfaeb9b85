package dev.countersign.decision.session;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.SessionState;
import dev.countersign.decision.api.SessionView;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.history.History;
import dev.countersign.policy.masking.Masker;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of an agent. */
@Entity
public class Session extends PanacheEntityBase {

    /** In lists of sessions the files are left out. */
    private static final String WORDS = " and label not like 'wrote:%'";

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

    /** Only {@link SessionMemory} changes it. */
    @Column(insertable = false, updatable = false)
    long revision;

    static Optional<Session> of(AgentId agent, String nativeSession) {
        return find("agentId = ?1 and nativeSession = ?2", agent.value(), nativeSession)
                .firstResultOptional();
    }

    /**
     * @param session the agent product's own name of it, or its identifier
     */
    static Optional<Session> of(String agentName, String session) {
        return find(
                        """
                        (nativeSession = ?1 or id = ?1)
                        and agentId = (select a.id from Agent a where a.name = ?2)
                        """,
                        session,
                        agentName)
                .firstResultOptional();
    }

    static Session require(SessionId id) {
        return Session.<Session>findByIdOptional(id.value()).orElseThrow(() -> none(id));
    }

    /** Read under a lock, so that ending and killing cannot overtake each other. */
    static Session requireToChange(SessionId id) {
        return Session.<Session>findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> none(id));
    }

    static SessionView view(SessionId id) {
        return views("", "where s.id = ?1", id.value()).stream()
                .findFirst()
                .orElseThrow(() -> none(id));
    }

    static List<SessionView> newest(@Nullable SessionState state, int limit) {
        return state == null
                ? views(WORDS, "order by s.startedAt desc limit " + limit)
                : views(
                        WORDS,
                        "where s.state = ?1 order by s.startedAt desc limit " + limit,
                        state);
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

    SessionRef ref(History history, Instant now) {
        return new SessionRef(
                new SessionId(id),
                state,
                Masker.hasMask(cwd) ? "" : cwd,
                reason == null ? "" : reason,
                endedBy == null ? "" : endedBy,
                SessionClock.of(startedAt, now),
                revision,
                history);
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

    /**
     * @param labels which of them are shown
     */
    private static List<SessionView> views(String labels, String condition, Object... values) {
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
        List<Object[]> rows = query.getResultList();
        Map<String, List<String>> earned = labels(labels, rows);
        return rows.stream()
                .map(
                        row -> {
                            Session session = (Session) row[0];
                            return session.view(
                                    (String) row[1],
                                    (String) row[2],
                                    earned.getOrDefault(session.id, List.of()));
                        })
                .toList();
    }

    private static Map<String, List<String>> labels(String which, List<Object[]> rows) {
        List<String> ids = rows.stream().map(row -> ((Session) row[0]).id).toList();
        @SuppressWarnings("unchecked")
        List<Object[]> found =
                getEntityManager()
                        .createNativeQuery(
                                "select session_id, label from session_label where session_id in (?1)"
                                        + which
                                        + " order by label")
                        .setParameter(1, ids.isEmpty() ? List.of("") : ids)
                        .getResultList();
        return found.stream()
                .collect(
                        Collectors.groupingBy(
                                row -> (String) row[0],
                                Collectors.mapping(
                                        row -> Wild.show((String) row[1]), Collectors.toList())));
    }

    private SessionView view(String agentName, String operator, List<String> labels) {
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
                Optional.ofNullable(reason),
                labels);
    }

    private static Refused none(SessionId id) {
        return new Refused(DecisionError.NO_SUCH_SESSION, "No session " + id + ".");
    }
}
