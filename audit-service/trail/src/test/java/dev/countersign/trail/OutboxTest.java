package dev.countersign.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.IngestResult;
import dev.countersign.audit.api.Story;
import dev.countersign.platform.TestPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that is killed between any two of its steps: the next one goes on where it was. */
class OutboxTest {

    private final List<Connection> connections = new ArrayList<>();
    private String url;

    @BeforeEach
    void create() throws Exception {
        url = TestPostgres.freshDatabase("outbox");
        try (InputStream schema =
                        Outbox.class.getResourceAsStream("/db/trail/V20261120_1__outbox.sql");
                Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @Test
    void a_second_relay_stands_by_until_the_first_is_gone() throws Exception {
        Connection first = relay();
        Connection second = relay();

        assertThat(Outbox.lead(first)).isTrue();
        assertThat(Outbox.lead(second)).isFalse();
        kill(first);
        assertThat(Outbox.lead(second)).isTrue();
    }

    @Test
    void killed_before_the_claim_is_committed_no_number_is_lost() throws Exception {
        Connection first = relay();
        String stream = startedStream(first);
        List<EventId> ids = append(3);
        try (Statement statement = first.createStatement()) {
            statement.execute("set transaction read write");
            statement.execute("update outbox_stream set last_seq = last_seq + 3");
        }
        kill(first);

        Connection second = relay();
        assertThat(Outbox.pending(second)).isEmpty();
        assertThat(Outbox.claim(second, stream)).isTrue();
        assertClaimed(second, 2, ids);
    }

    @Test
    void killed_after_the_claim_the_same_rows_keep_their_numbers() throws Exception {
        Connection first = relay();
        String stream = startedStream(first);
        List<EventId> ids = append(3);
        Outbox.claim(first, stream);
        byte[] sent = Outbox.pending(first).orElseThrow().cloudEvents("urn:test");
        kill(first);
        append(2);

        Connection second = relay();
        Batch again = assertClaimed(second, 2, ids);
        assertThat(again.cloudEvents("urn:test")).isEqualTo(sent);
    }

    @Test
    void killed_before_the_end_is_committed_the_batch_is_sent_again() throws Exception {
        Connection first = relay();
        startedStream(first);
        List<EventId> ids = append(3);
        Outbox.claim(first, stream(first));
        try (Statement statement = first.createStatement()) {
            statement.execute("delete from outbox");
            statement.execute("delete from outbox_batch");
        }
        kill(first);

        assertClaimed(relay(), 2, ids);
    }

    @Test
    void a_new_stream_tells_where_the_one_before_ended() throws Exception {
        Connection connection = relay();
        String first = startedStream(connection);
        append(5);
        Outbox.claim(connection, first);
        finish(connection);

        Outbox.startStream(connection, "decision-service");

        Batch start = Outbox.pending(connection).orElseThrow();
        assertThat(start.firstSeq()).isEqualTo(1);
        assertThat(new String(start.rows().getFirst().payload(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"attrs\":{\"previous_seq\":6,\"previous_stream\":\"%s\"},\"sealed\":{}}"
                                .formatted(first));
    }

    @Test
    void with_nothing_to_do_nothing_is_claimed_and_no_number_given() throws Exception {
        Connection connection = relay();
        String stream = startedStream(connection);

        assertThat(Outbox.claim(connection, stream)).isFalse();
        assertThat(Outbox.pending(connection)).isEmpty();
        List<EventId> ids = append(1);
        assertThat(Outbox.claim(connection, stream)).isTrue();
        assertClaimed(connection, 2, ids);
    }

    private static Batch assertClaimed(Connection connection, long firstSeq, List<EventId> ids)
            throws SQLException {
        Batch batch = Outbox.pending(connection).orElseThrow();
        assertThat(batch.firstSeq()).isEqualTo(firstSeq);
        assertThat(batch.rows().stream().map(Batch.Row::eventId))
                .isEqualTo(ids.stream().map(EventId::value).toList());
        return batch;
    }

    private String startedStream(Connection connection) throws SQLException {
        String stream = Outbox.startStream(connection, "decision-service");
        finish(connection);
        return stream;
    }

    private static String stream(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select name from outbox_stream")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void finish(Connection connection) throws SQLException {
        Batch batch = Outbox.pending(connection).orElseThrow();
        Outbox.finish(
                connection,
                batch,
                batch.rows().stream()
                        .map(
                                row ->
                                        new IngestResult(
                                                row.eventId(),
                                                IngestResult.Status.APPENDED,
                                                Optional.of(0L),
                                                Optional.empty()))
                        .toList());
    }

    private List<EventId> append(int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Outbox.append(
                    connection,
                    java.util.Collections.nCopies(
                            count, new Event.LogStarted(Story.NONE, "log.example")));
        }
    }

    private Connection relay() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        connections.add(connection);
        return connection;
    }

    /** As when its process is gone: the server ends the session, nothing is committed. */
    private void kill(Connection connection) throws SQLException {
        int pid;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ", 5000)");
        }
    }
}
