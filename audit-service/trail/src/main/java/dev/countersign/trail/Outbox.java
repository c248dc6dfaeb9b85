package dev.countersign.trail;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.api.leaf.Leaf;
import dev.countersign.audit.api.leaf.SealedEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of events that wait. Rows are inserted by whoever records; everything else is done by
 * one relay at a time, which holds an advisory lock on its connection, so that nothing is claimed
 * twice and order is kept. The lock goes with the connection, so a killed relay is followed at
 * once.
 */
final class Outbox {

    private static final long RELAY_LOCK = 0x636f756e74657273L;
    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final String INSERT =
            """
            insert into outbox (event_id, type, payload)
            select * from unnest(?::text[], ?::text[], ?::bytea[])
            """;

    private Outbox() {}

    /** Inserts in this order, with one statement, in the connection's transaction. */
    static List<EventId> append(Connection connection, List<Event> events) throws SQLException {
        List<SealedEvent> sealed =
                events.stream().map(event -> SealedEvent.of(EventId.next(), event)).toList();
        Array ids = texts(connection, sealed.stream().map(e -> e.id().value()).toArray());
        Array types = texts(connection, sealed.stream().map(SealedEvent::type).toArray());
        Array payloads =
                connection.createArrayOf(
                        "bytea", sealed.stream().map(SealedEvent::data).toArray(byte[][]::new));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, ids);
            insert.setArray(2, types);
            insert.setArray(3, payloads);
            insert.executeUpdate();
        }
        return sealed.stream().map(SealedEvent::id).toList();
    }

    /** Makes this connection the relay's, unless another one is. */
    static boolean lead(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, RELAY_LOCK);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
        }
        // A table that is written and emptied all day is mostly dead rows: few rows, many pages.
        planner(connection, "set enable_seqscan = off; set enable_bitmapscan = off");
        return true;
    }

    /** Gives the lock back; the connection may be used for other things then. */
    static void follow(Connection connection) throws SQLException {
        planner(connection, "reset enable_seqscan; reset enable_bitmapscan");
        try (PreparedStatement unlock =
                connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, RELAY_LOCK);
            unlock.execute();
        }
    }

    private static void planner(Connection connection, String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    /** What was claimed and is not finished: by this relay, or by one that ended too early. */
    static Optional<Batch> pending(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select b.stream, b.first_seq, o.position, o.event_id, o.type, o.recorded_at, o.payload
                                from outbox_batch b, unnest(b.positions) with ordinality p (position, n)
                                    join outbox o using (position)
                                order by p.n
                                """);
                ResultSet row = select.executeQuery()) {
            List<Batch.Row> rows = new ArrayList<>();
            String stream = "";
            long firstSeq = 0;
            while (row.next()) {
                stream = row.getString(1);
                firstSeq = row.getLong(2);
                rows.add(
                        new Batch.Row(
                                row.getLong(3),
                                row.getString(4),
                                row.getString(5),
                                Leaf.time(row.getObject(6, OffsetDateTime.class).toInstant()),
                                row.getBytes(7)));
            }
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Batch(stream, firstSeq, rows));
        }
    }

    /**
     * Begins a new stream whose first event tells where the one before ended, and claims that
     * event. Nothing may be pending.
     */
    static String startStream(Connection connection, String producer) throws SQLException {
        Event.StreamStarted started = previousStream(connection);
        EventId id = append(connection, List.of(started)).getFirst();
        String stream = producer + "/" + id.value().substring("evt_".length());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into outbox_stream (name, last_seq) values (?, 1)")) {
            insert.setString(1, stream);
            insert.executeUpdate();
        }
        try (PreparedStatement claim =
                connection.prepareStatement(
                        """
                        insert into outbox_batch (stream, first_seq, positions)
                        select ?, 1, array_agg(position) from outbox where event_id = ?
                        """)) {
            claim.setString(1, stream);
            claim.setString(2, id.value());
            claim.executeUpdate();
        }
        connection.commit();
        return stream;
    }

    private static Event.StreamStarted previousStream(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select name, last_seq from outbox_stream order by nr desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new Event.StreamStarted(
                            Story.NONE, Optional.of(row.getString(1)), row.getLong(2))
                    : new Event.StreamStarted(Story.NONE, Optional.empty(), 0);
        }
    }

    /**
     * Numbers the oldest rows and remembers which they are. Nothing may be pending. The numbers and
     * the batch are committed together: a crash before leaves no gap, a crash after leaves the
     * batch.
     *
     * @return false if nothing waits
     */
    static boolean claim(Connection connection, String stream) throws SQLException {
        try (PreparedStatement claim =
                connection.prepareStatement(
                        """
                        with oldest as (
                            select position, octet_length(payload) as bytes from outbox order by position limit ?),
                        chosen as (
                            select position from (
                                select position, sum(bytes) over (order by position) - bytes as before from oldest) o
                            where before < ?),
                        numbered as (
                            update outbox_stream set last_seq = last_seq + (select count(*) from chosen)
                            where name = ? returning last_seq)
                        insert into outbox_batch (stream, first_seq, positions)
                        select ?, n.last_seq - c.count + 1, c.positions
                        from numbered n,
                            (select count(*), array_agg(position order by position) as positions from chosen) c
                        where c.count > 0
                        """)) {
            claim.setInt(1, MOST_ROWS);
            claim.setInt(2, MOST_BYTES);
            claim.setString(3, stream);
            claim.setString(4, stream);
            int claimed = claim.executeUpdate();
            connection.commit();
            return claimed == 1;
        }
    }

    /**
     * Forgets a batch that the log answered. A crash before the commit sends it again, and the log
     * answers that it has it already.
     */
    static void finish(Connection connection, Batch batch, List<IngestResult> results)
            throws SQLException {
        for (int i = 0; i < results.size(); i++) {
            IngestResult result = results.get(i);
            if (result.status() == IngestResult.Status.REJECTED) {
                keepAside(
                        connection,
                        batch,
                        batch.rows().get(i),
                        batch.firstSeq() + i,
                        result.reason().orElse(""));
            }
        }
        try (PreparedStatement delete =
                        connection.prepareStatement(
                                "delete from outbox where position in (select unnest(positions) from outbox_batch)");
                PreparedStatement done = connection.prepareStatement("delete from outbox_batch")) {
            delete.executeUpdate();
            done.executeUpdate();
        }
        connection.commit();
    }

    private static void keepAside(
            Connection connection, Batch batch, Batch.Row row, long seq, String reason)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into outbox_refused (event_id, type, recorded_at, payload, stream, seq, reason)
                        select event_id, type, recorded_at, payload, ?, ?, ? from outbox where position = ?
                        """)) {
            insert.setString(1, batch.stream());
            insert.setLong(2, seq);
            insert.setString(3, reason);
            insert.setLong(4, row.position());
            insert.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }
}
