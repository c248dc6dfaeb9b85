package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.RememberedFile;
import dev.countersign.policy.history.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The tables of what sessions remember. Whoever writes does so in the transaction of the decision
 * that leaves something behind. A session's row is locked first, and sessions in the order of their
 * names, so that writers wait for each other and never in a circle.
 */
@ApplicationScoped
public class SessionMemory {

    private static final String BUMP =
            """
            with locked as (
                select id from session where id = any (?) order by id for no key update)
            update session s set revision = s.revision + 1 from locked where s.id = locked.id
            returning s.id, s.revision
            """;

    private static final String ADD_LABELS =
            """
            insert into session_label (session_id, label)
            select * from unnest(?::text[], ?::text[]) on conflict do nothing
            """;

    private static final String FORGET =
            """
            delete from session_file f using unnest(?::text[], ?::text[]) as t(session_id, path)
            where f.session_id = t.session_id and f.path = t.path
            """;

    private static final String REMEMBER =
            """
            insert into session_file (session_id, path, digest, content)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (session_id, path)
                do update set digest = excluded.digest, content = excluded.content
            """;

    private final DataSource database;

    SessionMemory(DataSource database) {
        this.database = database;
    }

    /**
     * Reads what is remembered at least as of a revision that was read before: in the other order
     * something could be missing.
     */
    History read(SessionId id) {
        try (Connection connection = database.getConnection()) {
            List<String> labels = labels(connection, id);
            Map<String, RememberedFile> files = new HashMap<>();
            select(
                    connection,
                    "select path, digest, content from session_file where session_id = ?",
                    id,
                    row ->
                            files.put(
                                    row.getString(1),
                                    new RememberedFile(
                                            row.getString(2),
                                            Optional.ofNullable(row.getString(3)))));
            return History.of(labels, files);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a label that is one word, inside the caller's transaction. */
    public void label(SessionId id, String label) {
        if (!hasLabel(id, label)) {
            write(id, Traces.label(label));
        }
    }

    private boolean hasLabel(SessionId id, String label) {
        try (Connection connection = database.getConnection()) {
            return labels(connection, id).contains(label);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> labels(Connection connection, SessionId id) throws SQLException {
        List<String> labels = new ArrayList<>();
        select(
                connection,
                "select label from session_label where session_id = ?",
                id,
                row -> labels.add(row.getString(1)));
        return labels;
    }

    /** As {@link #write(Connection, Map)}, inside the caller's transaction. */
    public void write(SessionId id, Traces traces) {
        if (traces.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            write(connection, Map.of(id.value(), traces));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param traces by session, none of them empty
     * @return the new revisions by session
     */
    public Map<String, Long> write(Connection connection, Map<String, Traces> traces)
            throws SQLException {
        if (traces.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> revisions = bump(connection, traces);
        Rows labels = new Rows(2);
        Rows gone = new Rows(2);
        Rows files = new Rows(4);
        new TreeMap<>(traces)
                .forEach(
                        (session, left) -> {
                            left.labels().forEach(label -> labels.add(session, label));
                            left.deleted().forEach(path -> gone.add(session, path));
                            left.files()
                                    .forEach(
                                            (path, file) ->
                                                    files.add(
                                                            session,
                                                            path,
                                                            file.digest(),
                                                            file.text().orElse(null)));
                        });
        labels.run(connection, ADD_LABELS);
        gone.run(connection, FORGET);
        files.run(connection, REMEMBER);
        return revisions;
    }

    private static Map<String, Long> bump(Connection connection, Map<String, Traces> traces)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(BUMP)) {
            update.setArray(1, connection.createArrayOf("text", traces.keySet().toArray()));
            Map<String, Long> revisions = new HashMap<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    revisions.put(row.getString(1), row.getLong(2));
                }
            }
            return revisions;
        }
    }

    private static void select(Connection connection, String sql, SessionId id, Reading reading)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, id.value());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reading.read(row);
                }
            }
        }
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }
}
