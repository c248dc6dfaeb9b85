package dev.countersign.decision.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Text;
import dev.countersign.decision.api.ApprovalRef;
import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Outcome;
import dev.countersign.decision.api.RuleView;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of decisions and of what they wait for. Inside a transaction each call takes part in
 * it; a statement that depends on the present state says so in its condition, never
 * read-then-write.
 */
@ApplicationScoped
class Decisions {

    private static final int COLUMNS = 14;

    private static final String COLUMN_NAMES =
            "(id, agent_id, session_id, call, tool, digest, effect, status, outcome, reason,"
                    + " rules, mode, policy_version, event_id, bypass_id, settled_at)";

    private static final String INSERT_ALL =
            "insert into decision "
                    + COLUMN_NAMES
                    + """
                     select id, agent_id, session_id, call, tool, digest, effect, 'FINAL', outcome,
                         reason, rules::json, mode, policy_version, event_id, bypass_id, now()
                     from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                         ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                         ?::text[], ?::text[])
                         as t(id, agent_id, session_id, call, tool, digest, effect, outcome,
                             reason, rules, mode, policy_version, event_id, bypass_id)
                     """;

    private static final String INSERT_PENDING =
            """
            insert into decision
                (id, agent_id, session_id, call, tool, digest, effect, status, reason, rules, mode,
                 policy_version, event_id)
            values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?::json, ?, ?, '')
            on conflict (agent_id, session_id, digest) where status = 'PENDING' do nothing
            """;

    private static final String SELECT =
            """
            select d.*, h.held_order, h.masked, h.approval_id, h.approval_status, h.approval_url,
                h.expires_at, h.waiter, h.files_digest
            from decision d left join hold h on h.decision_id = d.id
            """;

    /** What an entry depends on: its session, agent and key, and what the session remembers. */
    private static final String STANDING =
            """
            select s.id, s.state <> 'ACTIVE' or a.revoked_at is not null, s.revision
            from session s join agent a on a.id = s.agent_id
            where s.id = any (?)
            union all
            select k.hash, true, 0 from agent_key k
            where k.hash = any (?) and (k.revoked_at is not null or k.expires_at <= now())
            """;

    private final DataSource database;
    private final ObjectMapper json;

    Decisions(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    Standing standing(Connection connection, Set<String> sessions, Set<String> keys)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STANDING)) {
            query.setArray(1, connection.createArrayOf("text", sessions.toArray()));
            query.setArray(2, connection.createArrayOf("text", keys.toArray()));
            Set<String> ended = new HashSet<>();
            Map<String, Long> revisions = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        ended.add(row.getString(1));
                    }
                    revisions.put(row.getString(1), row.getLong(3));
                }
            }
            return new Standing(ended, revisions);
        }
    }

    Standing standing(String session, String key) {
        try (Connection connection = database.getConnection()) {
            return standing(connection, Set.of(session), Set.of(key));
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    /** Inserts final decisions with one statement. */
    void insertFinal(Connection connection, List<Entry> entries, List<EventId> events)
            throws SQLException {
        @Nullable Object[][] columns = new @Nullable Object[COLUMNS][entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int column = 0;
            columns[column++][i] = entry.id().value();
            columns[column++][i] = entry.proposal().agent().id().value();
            columns[column++][i] = entry.session().value();
            columns[column++][i] = entry.proposal().call().orElse(null);
            columns[column++][i] = entry.proposal().tool();
            columns[column++][i] = entry.digest();
            columns[column++][i] = entry.effect().name();
            columns[column++][i] = entry.outcome().orElseThrow().name();
            columns[column++][i] = Text.storable(entry.reason());
            columns[column++][i] = write(entry.rules());
            columns[column++][i] = entry.mode();
            columns[column++][i] = entry.policyVersion();
            columns[column++][i] = events.get(i).value();
            columns[column][i] = entry.bypass().map(BypassId::value).orElse(null);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ALL)) {
            for (int column = 0; column < COLUMNS; column++) {
                insert.setArray(column + 1, connection.createArrayOf("text", columns[column]));
            }
            insert.executeUpdate();
        }
    }

    /**
     * @return false if the same call is pending already
     */
    boolean insertPending(Entry entry) {
        return update(
                        INSERT_PENDING,
                        entry.id().value(),
                        entry.proposal().agent().id().value(),
                        entry.session().value(),
                        entry.proposal().call().orElse(null),
                        entry.proposal().tool(),
                        entry.digest(),
                        entry.effect().name(),
                        Text.storable(entry.reason()),
                        write(entry.rules()),
                        entry.mode(),
                        entry.policyVersion())
                == 1;
    }

    void recorded(DecisionId id, EventId event) {
        update("update decision set event_id = ? where id = ?", event.value(), id.value());
    }

    void insertHold(DecisionId id, Held held) {
        update(
                """
                insert into hold (decision_id, held_order, masked, files_digest)
                values (?, ?::json, ?, ?)
                """,
                id.value(),
                write(held.order()),
                held.masked(),
                held.filesDigest());
    }

    Optional<StoredDecision> find(DecisionId id) {
        return select("where d.id = ?", id.value());
    }

    /**
     * Waits for whoever changes this decision at the moment, and then reads: one statement that
     * does both would lock the present row and read what stood beside it before.
     */
    Optional<StoredDecision> findToSettle(DecisionId id) {
        return query("select id from decision where id = ? for update", row -> id, id.value())
                .flatMap(this::find);
    }

    /** As {@link #findToSettle}; empty if it was settled while this waited. */
    Optional<StoredDecision> lockPending(AgentId agent, SessionId session, String digest) {
        return select(
                """
                where d.agent_id = ? and d.session_id = ? and d.digest = ?
                    and d.status = 'PENDING' for update of d
                """,
                agent.value(),
                session.value(),
                digest);
    }

    Optional<DecisionId> newestOf(SessionId session, String call) {
        return query(
                "select id from decision where session_id = ? and call = ? order by id desc limit 1",
                row -> new DecisionId(text(row, "id")),
                session.value(),
                call);
    }

    /** What is known of the request in the queue; an older state never replaces a newer one. */
    void noteApproval(DecisionId id, ApprovalView approval) {
        update(
                """
                update hold set approval_id = ?, approval_status = ?, approval_url = ?,
                    expires_at = ?
                where decision_id = ?
                    and (approval_status is null or approval_status in ('PENDING', 'APPROVED'))
                """,
                approval.id().value(),
                approval.status().name(),
                approval.url(),
                approval.expiresAt().atOffset(java.time.ZoneOffset.UTC),
                id.value());
    }

    /** From now on only this waiter may be released, unless the decision is final already. */
    void takePlace(DecisionId id, String waiter) {
        update(
                """
                with pending as (
                    select id from decision where id = ? and status = 'PENDING' for update)
                update hold set waiter = ? from pending where decision_id = pending.id
                """,
                id.value(),
                waiter);
    }

    /** Makes a pending decision final. */
    void settle(DecisionId id, Outcome outcome, String reason, Optional<String> releasedTo) {
        int settled =
                update(
                        """
                        update decision
                        set status = 'FINAL', outcome = ?, reason = ?, released_to = ?,
                            settled_at = now()
                        where id = ? and status = 'PENDING'
                        """,
                        outcome.name(),
                        Text.storable(reason),
                        releasedTo.orElse(null),
                        id.value());
        if (settled != 1) {
            throw new IllegalStateException(id + " was settled without its lock");
        }
    }

    private Optional<StoredDecision> select(String condition, Object... values) {
        return query(SELECT + condition, this::read, values);
    }

    private <T> Optional<T> query(String sql, Function<ResultSet, T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(reading.apply(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    private int update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private StoredDecision read(ResultSet row) {
        Optional<String> outcome = optional(row, "outcome");
        DecisionView view =
                new DecisionView(
                        new DecisionId(text(row, "id")),
                        Effect.valueOf(text(row, "effect")),
                        DecisionStatus.valueOf(text(row, "status")),
                        outcome.map(Outcome::valueOf),
                        text(row, "reason"),
                        parse(text(row, "rules"), new TypeReference<List<RuleView>>() {}),
                        text(row, "mode"),
                        text(row, "policy_version"),
                        optional(row, "approval_id").map(id -> approval(id, row)),
                        optional(row, "bypass_id").map(BypassId::new),
                        new EventId(text(row, "event_id")));
        return new StoredDecision(
                view,
                new AgentId(text(row, "agent_id")),
                new SessionId(text(row, "session_id")),
                text(row, "tool"),
                text(row, "digest"),
                optional(row, "released_to"),
                optional(row, "held_order").map(order -> held(order, row)));
    }

    private Held held(String order, ResultSet row) {
        return new Held(
                parse(order, new TypeReference<ApprovalOrder>() {}),
                "t".equals(text(row, "masked")),
                text(row, "files_digest"),
                optional(row, "waiter"));
    }

    private static ApprovalRef approval(String id, ResultSet row) {
        try {
            return new ApprovalRef(
                    new ApprovalId(id),
                    ApprovalStatus.valueOf(text(row, "approval_status")),
                    text(row, "approval_url"),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant());
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    private static String text(ResultSet row, String column) {
        return optional(row, column).orElseThrow();
    }

    private static Optional<String> optional(ResultSet row, String column) {
        try {
            return Optional.ofNullable(row.getString(column));
        } catch (SQLException e) {
            throw new NotDurable(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T parse(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
