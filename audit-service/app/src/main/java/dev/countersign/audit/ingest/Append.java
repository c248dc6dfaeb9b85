package dev.countersign.audit.ingest;

import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.Problem;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.api.leaf.Leaf;
import dev.countersign.audit.api.leaf.SealedEvent;
import dev.countersign.audit.api.leaf.Section;
import dev.countersign.tlog.Hash;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One append to the log, in the caller's transaction: locks the row on which all appends queue,
 * gives out indexes in memory, and writes everything with one statement for each table. Whoever
 * holds the lock sees what the one before committed, because the isolation level is read committed.
 */
public final class Append {

    static final String SOURCE = "urn:countersign:audit-service";

    /** Entries that may wait for the tree before producers are asked to wait. */
    private static final long MOST_BEHIND = 50_000;

    /** Where something that was sent before is, and what it was. */
    record Seen(long index, byte[] payload) {}

    private record Entry(long index, String key, byte[] payload, byte[] leaf, Hash hash) {}

    private final Connection connection;
    private final String ownStream;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final List<SearchRow> rows = new ArrayList<>();
    private final Map<Long, List<Section>> sections = new HashMap<>();
    private long next;
    private long ownSeq;

    private Append(Connection connection, long next, String ownStream, long ownSeq, Instant now) {
        this.connection = connection;
        this.next = next;
        this.ownStream = ownStream;
        this.ownSeq = ownSeq;
        this.now = now;
    }

    /**
     * @throws WebApplicationException with status 503 if too many entries wait for the tree
     */
    static Append begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select next, own_stream, own_seq, now(), next - (select size from log_tree)
                            from log_head for update
                            """)) {
                if (!row.next()) {
                    throw new IllegalStateException("the log was never started");
                }
                if (row.getLong(5) > MOST_BEHIND) {
                    throw new WebApplicationException(behind(row.getLong(5)));
                }
                return new Append(
                        connection,
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant());
            }
        }
    }

    /**
     * Makes the first entry of a log that has none, and nothing otherwise.
     *
     * @param origin name of the log
     */
    public static void startLog(Connection connection, String origin) throws SQLException {
        String stream = "audit-service/" + EventId.next().value().substring("evt_".length());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into log_head (next, own_stream, own_seq) values (0, ?, 0)
                        on conflict do nothing
                        """)) {
            insert.setString(1, stream);
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        Append append = begin(connection);
        append.addOwn(new Event.LogStarted(Story.NONE, origin), "started", new byte[32]);
        append.write();
    }

    private static Response behind(long entries) {
        Problem problem =
                Problem.of(
                        AuditError.LOG_BEHIND,
                        "%d entries wait for the tree.".formatted(entries),
                        Map.of());
        return Response.status(problem.status())
                .header("Retry-After", 1)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    /** What is known of these keys; may be changed by the caller. */
    Map<String, Seen> seen(List<String> keys) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select key, idx, payload_sha256 from log_seen where key = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", keys.toArray()));
            Map<String, Seen> seen = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    seen.put(row.getString(1), new Seen(row.getLong(2), row.getBytes(3)));
                }
            }
            return seen;
        }
    }

    long add(Incoming incoming) {
        return add(
                incoming.event(),
                incoming.time(),
                incoming.id(),
                incoming.payload(),
                incoming.leaf(),
                incoming.leafHash());
    }

    /** An event of the log about itself. */
    long addOwn(Event event, String key, byte[] payload) {
        SealedEvent sealed = SealedEvent.of(EventId.next(), event);
        String time = Leaf.time(now);
        byte[] leaf = Leaf.bytes(sealed, time, SOURCE, ownStream, ++ownSeq);
        return add(sealed, time, key, payload, leaf, Hash.ofLeaf(leaf));
    }

    private long add(
            SealedEvent event, String time, String key, byte[] payload, byte[] leaf, Hash hash) {
        long index = next++;
        entries.add(new Entry(index, key, payload, leaf, hash));
        sections.put(index, List.copyOf(event.sections().values()));
        rows.add(SearchRow.of(index, event, time));
        return index;
    }

    void write() throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement head =
                connection.prepareStatement("update log_head set next = ?, own_seq = ?")) {
            head.setLong(1, next);
            head.setLong(2, ownSeq);
            head.executeUpdate();
        }
        Columns.insert(
                connection,
                """
                insert into log_entry (idx, leaf, leaf_hash)
                select * from unnest(?::bigint[], ?::bytea[], ?::bytea[])
                """,
                Columns.of("bigint", entries, Entry::index),
                Columns.of("bytea", entries, Entry::leaf),
                Columns.of("bytea", entries, entry -> entry.hash().bytes()));
        Columns.insert(
                connection,
                """
                insert into log_seen (key, idx, payload_sha256)
                select * from unnest(?::text[], ?::bigint[], ?::bytea[])
                """,
                Columns.of("text", entries, Entry::key),
                Columns.of("bigint", entries, Entry::index),
                Columns.of("bytea", entries, Entry::payload));
        writeSections();
        SearchRow.insert(connection, rows);
    }

    private void writeSections() throws SQLException {
        record Owned(long index, Section section) {}
        List<Owned> owned = new ArrayList<>();
        sections.forEach((index, all) -> all.forEach(one -> owned.add(new Owned(index, one))));
        Columns.insert(
                connection,
                """
                insert into log_section (idx, name, salt, body)
                select * from unnest(?::bigint[], ?::text[], ?::bytea[], ?::bytea[])
                """,
                Columns.of("bigint", owned, Owned::index),
                Columns.of("text", owned, one -> one.section().name().text()),
                Columns.of("bytea", owned, one -> one.section().salt()),
                Columns.of("bytea", owned, one -> one.section().body()));
    }

    /** Text that PostgreSQL stores as text; it has no way to write NUL. */
    static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }
}
