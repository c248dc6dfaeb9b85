package dev.countersign.approval.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.Change;
import dev.countersign.approval.request.Api;
import dev.countersign.approval.request.ReleasedRightly;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(120)
class ChangeStreamTest {

    @TestHTTPResource("/v1/approvals/stream")
    URI address;

    @Inject Changes changes;
    @Inject DataSource database;
    @Inject Api api;
    @Inject ObjectMapper json;
    @Inject ReleasedRightly rows;

    @Test
    void a_listener_without_a_position_begins_at_the_present_end() throws Exception {
        append();
        long end = changes.newest();

        try (Listening listening = listen(null)) {
            append();

            assertThat(listening.next().position()).isEqualTo(end + 1);
        }
    }

    @Test
    void a_change_arrives_whole_and_with_its_position_and_kind() throws Exception {
        ApprovalId id = ApprovalId.next();
        DecisionId decision = DecisionId.next();

        try (Listening listening = listen(null)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> changes.append(id, ApprovalStatus.APPROVED, decision));

            Change change = listening.next();
            assertThat(change.subject()).isEqualTo(id.value());
            assertThat(change.status()).isEqualTo("APPROVED");
            assertThat(change.decision()).isEqualTo(decision.value());
            assertThat(listening.kind).isEqualTo("approval");
            assertThat(listening.position).isEqualTo(change.position());
        }
    }

    @Test
    void the_first_comment_already_tells_the_position() throws Exception {
        long end = changes.newest();

        try (Listening listening = listen(null)) {
            assertThat(listening.line()).isIn(":here", ": here", "id:" + end, "id: " + end);
            assertThat(listening.line()).isIn(":here", ": here", "id:" + end, "id: " + end);
        }
    }

    @Test
    void resuming_under_concurrent_commits_and_rollbacks_loses_and_repeats_nothing()
            throws Exception {
        long start = changes.newest();
        int writers = 8;
        int each = 50;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Long>> hearing = threads.submit(() -> hear(start, writers * each));
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                writing.add(threads.submit(() -> appendSome(each)));
            }
            for (Future<?> one : writing) {
                one.get();
            }

            assertThat(hearing.get())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(start + 1, start + writers * each)
                                    .boxed()
                                    .toList());
        }
        rows.assertNothingReleasedUnapproved();
    }

    @Test
    void a_position_of_long_ago_is_read_from_the_table() throws Exception {
        append();

        try (Listening listening = listen(0L)) {
            for (long expected = 1; expected <= changes.newest(); expected++) {
                assertThat(listening.next().position()).isEqualTo(expected);
            }
        }
    }

    @Test
    void two_hundred_listeners_all_hear_of_one_change() throws Exception {
        List<Listening> all = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                all.add(listen(null));
            }
            long end = changes.newest();

            append();

            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Long>> heard =
                        all.stream()
                                .map(
                                        listening ->
                                                threads.submit(
                                                        (Callable<Long>)
                                                                () -> listening.next().position()))
                                .toList();
                for (Future<Long> one : heard) {
                    assertThat(one.get()).isEqualTo(end + 1);
                }
            }
        } finally {
            for (Listening listening : all) {
                listening.close();
            }
        }
    }

    @Test
    void strangers_and_nonsense_positions_are_refused() throws Exception {
        HttpResponse<?> stranger =
                CLIENT.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(stranger.statusCode()).isEqualTo(401);
        api.as("alice").get("/v1/approvals/stream?after=x").then().statusCode(400);
    }

    @Test
    void changes_are_neither_altered_nor_removed() {
        append();

        for (String attack :
                List.of(
                        "update change set status = 'APPROVED'",
                        "delete from change",
                        "truncate change")) {
            assertThatThrownBy(() -> execute(attack)).hasMessageContaining("only grows");
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private void append() {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                changes.append(
                                        ApprovalId.next(),
                                        ApprovalStatus.PENDING,
                                        DecisionId.next()));
    }

    /** Positions as a listener hears them that goes away after every 37th and comes back. */
    private List<Long> hear(long start, int number) throws IOException, InterruptedException {
        List<Long> heard = new ArrayList<>();
        while (heard.size() < number) {
            try (Listening listening = listen(heard.isEmpty() ? start : heard.getLast())) {
                for (int i = 0; i < 37 && heard.size() < number; i++) {
                    heard.add(listening.next().position());
                }
            }
        }
        return heard;
    }

    private void appendSome(int number) {
        for (int n = 0; n < number; n++) {
            appendAndRollBack();
            append();
        }
    }

    private void appendAndRollBack() {
        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () -> {
                                                    changes.append(
                                                            ApprovalId.next(),
                                                            ApprovalStatus.PENDING,
                                                            DecisionId.next());
                                                    throw new IllegalStateException("given up");
                                                }))
                .hasMessage("given up");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var text = connection.createStatement()) {
            text.execute(statement);
        }
    }

    private Listening listen(Long after) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + api.heldToken("decision-service"))
                        .header("Accept", "text/event-stream");
        if (after != null) {
            request.header("Last-Event-ID", after.toString());
        }
        var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Listening(
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)),
                json);
    }

    /** One open stream, read as the standard says. */
    private static final class Listening implements AutoCloseable {

        private final BufferedReader reader;
        private final ObjectMapper json;
        String kind = "";
        long position = -1;

        Listening(BufferedReader reader, ObjectMapper json) {
            this.reader = reader;
            this.json = json;
        }

        String line() throws IOException {
            return reader.readLine();
        }

        Change next() throws IOException {
            StringBuilder data = new StringBuilder();
            while (true) {
                String line = reader.readLine();
                assertThat(line).as("the stream ended").isNotNull();
                if (line.startsWith("id:")) {
                    position = Long.parseLong(line.substring(3).strip());
                } else if (line.startsWith("event:")) {
                    kind = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return json.readValue(data.toString(), Change.class);
                }
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
