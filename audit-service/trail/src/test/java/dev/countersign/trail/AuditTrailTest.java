package dev.countersign.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.Story;
import dev.countersign.platform.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FakeLog.class)
class AuditTrailTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject AuditTrail trail;
    @Inject DataSource database;

    @BeforeEach
    void the_log_is_fine() {
        FakeLog.is(FakeLog.Mood.FINE);
    }

    /** Whatever a test did: everything recorded arrived, once, and the numbers have no gaps. */
    @AfterEach
    void assertNothingLost() {
        FakeLog.is(FakeLog.Mood.FINE);
        await().atMost(Duration.ofSeconds(40)).until(() -> count("outbox") == 0);
        Map<String, List<Long>> streams = new HashMap<>();
        for (JsonNode event : FakeLog.entries()) {
            streams.computeIfAbsent(event.get("partitionkey").asText(), s -> new ArrayList<>())
                    .add(Long.parseLong(event.get("sequence").asText()));
        }
        long refused = count("outbox_refused");
        streams.values()
                .forEach(
                        numbers -> {
                            assertThat(numbers).isSorted().doesNotHaveDuplicates();
                            assertThat(numbers.getFirst()).isEqualTo(1);
                            assertThat(numbers.getLast()).isEqualTo(numbers.size() + refused);
                        });
    }

    @Test
    void recording_demands_a_transaction() {
        assertThatThrownBy(() -> trail.record(event("alone")))
                .isInstanceOf(TransactionalException.class);
    }

    @Test
    void what_is_rolled_back_was_never_recorded() {
        QuarkusTransaction.begin();
        EventId gone = trail.record(event("gone"));
        QuarkusTransaction.rollback();
        EventId kept = record("kept");

        awaitArrival(List.of(kept));
        assertThat(arrived()).doesNotContain(gone.value());
    }

    @Test
    void an_event_arrives_as_a_cloud_event_with_its_time_and_sealed_sections() throws Exception {
        EventId id = record("a \"quoted\" reason €");

        awaitArrival(List.of(id));
        JsonNode event =
                FakeLog.entries().stream()
                        .filter(e -> e.get("id").asText().equals(id.value()))
                        .findFirst()
                        .orElseThrow();
        JsonNode first = FakeLog.entries().getFirst();
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("source").asText()).isEqualTo("urn:countersign:decision-service");
        assertThat(event.get("type").asText()).isEqualTo("dev.countersign.approval.resolved.v1");
        assertThat(event.get("time").asText()).matches("20..-..-..T..:..:..[.][0-9]{6}Z");
        assertThat(event.get("sequence").asText()).hasSize(19);
        assertThat(event.get("partitionkey")).isEqualTo(first.get("partitionkey"));
        assertThat(event.get("data").get("attrs").get("status").asText()).isEqualTo("APPROVED");
        assertThat(
                        JSON.readTree(
                                        event.get("data")
                                                .get("sealed")
                                                .get("reason")
                                                .get("body")
                                                .asText())
                                .get("text")
                                .asText())
                .isEqualTo("a \"quoted\" reason €");
        assertThat(first.get("type").asText()).isEqualTo("dev.countersign.stream.started.v1");
    }

    @Test
    void events_appended_on_a_plain_connection_keep_their_order() throws Exception {
        List<EventId> ids;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            ids =
                    trail.append(
                            connection,
                            IntStream.range(0, 1_200).mapToObj(i -> event("n" + i)).toList());
            connection.commit();
            connection.setAutoCommit(true);
        }
        trail.committed();

        awaitArrival(ids);
        List<String> order = new ArrayList<>(arrived());
        order.retainAll(texts(ids));
        assertThat(order).isEqualTo(texts(ids));
    }

    @Test
    void large_events_are_sent_in_several_batches() throws Exception {
        List<EventId> ids;
        try (Connection connection = database.getConnection()) {
            ids = trail.append(connection, Collections.nCopies(200, event("x".repeat(60_000))));
        }

        awaitArrival(ids);
    }

    @Test
    void nothing_is_lost_while_the_log_is_away() {
        FakeLog.is(FakeLog.Mood.BUSY);
        List<EventId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(record("waits " + i));
        }
        int before = FakeLog.requests();
        await().until(() -> FakeLog.requests() > before + 1);
        assertThat(arrived()).doesNotContainAnyElementsOf(texts(ids));

        FakeLog.is(FakeLog.Mood.FINE);

        awaitArrival(ids);
    }

    @Test
    void an_answer_that_is_lost_makes_nothing_arrive_twice() {
        FakeLog.is(FakeLog.Mood.FORGETS_TO_ANSWER);
        EventId id = record("answered too late");
        int before = FakeLog.requests();
        await().until(() -> FakeLog.requests() > before + 2);

        FakeLog.is(FakeLog.Mood.FINE);

        await().until(() -> count("outbox") == 0);
        assertThat(arrived()).containsOnlyOnce(id.value());
        assertThat(FakeLog.rejected()).doesNotContain(id.value());
    }

    @Test
    void an_answer_about_other_events_counts_as_none() {
        FakeLog.is(FakeLog.Mood.CONFUSED);
        EventId id = record("not answered");
        int before = FakeLog.requests();
        await().until(() -> FakeLog.requests() > before + 1);
        assertThat(count("outbox")).isPositive();

        FakeLog.is(FakeLog.Mood.FINE);

        awaitArrival(List.of(id));
    }

    @Test
    void a_rejected_event_is_kept_aside_and_stops_nobody() {
        EventId bad =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        trail.record(
                                                new Event.VoteRefused(
                                                        Story.NONE,
                                                        ApprovalId.next(),
                                                        "dave",
                                                        "api",
                                                        "OWN_AGENT")));
        EventId good = record("after the bad one");

        awaitArrival(List.of(good));
        await().until(() -> FakeLog.rejected().contains(bad.value()));
        await().until(() -> count("outbox") == 0);
        assertThat(count("outbox_refused")).isEqualTo(1);
    }

    @Test
    void many_writers_at_once_lose_nothing() {
        List<EventId> ids = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                String text = "writer " + i;
                writers.submit(() -> ids.add(record(text)));
            }
        }

        assertThat(ids).hasSize(400);
        awaitArrival(ids);
    }

    private EventId record(String reason) {
        return QuarkusTransaction.requiringNew().call(() -> trail.record(event(reason)));
    }

    private static Event event(String reason) {
        return new Event.ApprovalResolved(
                Story.NONE, ApprovalId.next(), "APPROVED", List.of("alice"), reason);
    }

    private static void awaitArrival(List<EventId> ids) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(arrived()).containsAll(texts(ids)));
        assertThat(arrived()).doesNotHaveDuplicates();
    }

    private static List<String> arrived() {
        return FakeLog.entries().stream().map(event -> event.get("id").asText()).toList();
    }

    private static List<String> texts(List<EventId> ids) {
        return ids.stream().map(EventId::value).toList();
    }

    private long count(String table) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
