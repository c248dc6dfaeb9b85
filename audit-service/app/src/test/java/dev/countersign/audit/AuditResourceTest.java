package dev.countersign.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.AuditApi;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.Story;
import dev.countersign.audit.api.leaf.Section;
import dev.countersign.audit.api.leaf.SectionName;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.platform.TestKeycloak;
import dev.countersign.tlog.Checkpoint;
import dev.countersign.tlog.ConsistencyProof;
import dev.countersign.tlog.EntryBundle;
import dev.countersign.tlog.Receipt;
import dev.countersign.tlog.TilePath;
import dev.countersign.tlog.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(KeyFiles.class)
class AuditResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestKeycloak KEYCLOAK = TestKeycloak.start();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final SentEvents events = new SentEvents("decision-service");
    private final ServedLog log = new ServedLog();

    @AfterEach
    void assertLogSound() {
        log.assertLogSound();
    }

    // Who may do what

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "carol", "dave", "erin"})
    void no_person_writes_events(String person) {
        send(token(person), SentEvents.batch(events.some(1))).then().statusCode(403);
    }

    @Test
    void without_credentials_nothing_is_read_or_written_but_the_log_itself() {
        given().contentType(AuditApi.CLOUDEVENTS_BATCH)
                .body("[]")
                .post("/v1/events")
                .then()
                .statusCode(401);
        given().get("/v1/events").then().statusCode(401);
        given().get("/v1/events/" + EventId.next()).then().statusCode(401);
        given().get("/v1/events/" + EventId.next() + "/proof").then().statusCode(401);
        given().get("/log/checkpoint").then().statusCode(200);
    }

    @Test
    void a_service_that_is_no_producer_writes_nothing() {
        JsonNode problem =
                json(send(service("audit-service"), SentEvents.batch(events.some(1))), 403);

        assertThat(problem.get("code").asText()).isEqualTo("NOT_A_PRODUCER");
    }

    @Test
    void services_do_not_read() {
        given().auth().oauth2(service("decision-service")).get("/v1/events").then().statusCode(403);
    }

    @Test
    void a_developer_sees_their_own_agents_alone() {
        EventId own = EventId.next();
        EventId foreign = EventId.next();
        String tool = "tool-of-developers";
        sent(
                events.one(own, SentEvents.aDecision("dave", tool, "allow", List.of(), List.of())),
                events.one(
                        foreign,
                        SentEvents.aDecision("erin", tool, "allow", List.of(), List.of())));

        assertThat(found("dave", "tool=" + tool)).containsExactly(own.value());
        assertThat(found("dave", "operator=erin&tool=" + tool)).isEmpty();
        assertThat(found("carol", "tool=" + tool)).containsExactly(foreign.value(), own.value());
        as("dave").get("/v1/events/" + own).then().statusCode(200);
        JsonNode problem = json(as("dave").get("/v1/events/" + foreign), 404);
        assertThat(problem.get("code").asText()).isEqualTo("NO_SUCH_EVENT");
        as("dave").get("/v1/events/" + foreign + "/proof").then().statusCode(404);
    }

    // Ingest

    @Test
    void a_repeated_batch_changes_nothing_and_answers_the_same_indexes() {
        String batch = SentEvents.batch(events.some(20));

        JsonNode first = json(send(batch), 200);
        JsonNode second = json(send(batch), 200);

        assertThat(texts(first, "status")).containsOnly("appended").hasSize(20);
        assertThat(texts(second, "status")).containsOnly("duplicate").hasSize(20);
        assertThat(texts(second, "index")).isEqualTo(texts(first, "index"));
    }

    static Stream<Arguments> rejectedEvents() {
        EventId id = new EventId("evt_01kahn0v6vf6ra3aq4x5wnxywg");
        String data = "{\"attrs\":{},\"sealed\":{}}";
        String time = "2026-11-20T12:00:00.000000Z";
        SentEvents own = new SentEvents("decision-service");
        String good = own.envelope(id, "test.made", data, time);
        return Stream.of(
                argumentSet(
                        "source of another service",
                        new SentEvents("approval-service").envelope(id, "test.made", data, time),
                        "foreign_source: source is not that of decision-service"),
                argumentSet(
                        "stream of another service",
                        good.replace("\"decision-service/", "\"approval-service/"),
                        "foreign_source: partitionkey is no stream of decision-service"),
                argumentSet("not an object", "7", "malformed: the event is no JSON object"),
                argumentSet(
                        "no data",
                        good.replace("\"data\":" + data, "\"dataref\":\"x\""),
                        "malformed: data is no JSON object"),
                argumentSet(
                        "another version of CloudEvents",
                        good.replace("\"1.0\"", "\"0.3\""),
                        "malformed: specversion is not 1.0"),
                argumentSet(
                        "a type that is not ours",
                        good.replace("dev.countersign.test", "org.example.test"),
                        "malformed: type is not of the form dev.countersign.….v1"),
                argumentSet(
                        "a time without microseconds",
                        good.replace("00.000000Z", "00Z"),
                        "malformed: time has no such form"),
                argumentSet(
                        "a time that does not exist",
                        good.replace("11-20T", "11-31T"),
                        "malformed: time has no such form"),
                argumentSet(
                        "a nested attribute",
                        own.envelope(id, "test.made", "{\"attrs\":{\"a\":{}},\"sealed\":{}}", time),
                        "malformed: attrs is not flat"),
                argumentSet(
                        "an unknown member that would be lost",
                        own.envelope(id, "test.made", "{\"attrs\":{},\"sealed\":{},\"x\":1}", time),
                        "malformed: data has an unknown member"),
                argumentSet(
                        "an unknown section",
                        own.envelope(id, "test.made", "{\"attrs\":{},\"sealed\":{\"x\":{}}}", time),
                        "malformed: an unknown section"),
                argumentSet(
                        "a short salt",
                        own.envelope(
                                id,
                                "test.made",
                                "{\"attrs\":{},\"sealed\":{\"input\":{\"salt\":\"AAAA\",\"body\":\"{}\"}}}",
                                time),
                        "malformed: a salt has 32 bytes, not 3"),
                argumentSet(
                        "a public part that is too large",
                        own.envelope(
                                id,
                                "test.made",
                                "{\"attrs\":{\"a\":\"%s\"},\"sealed\":{}}"
                                        .formatted("x".repeat(8_000)),
                                time),
                        "too_large: its public part has 8234 bytes"));
    }

    @ParameterizedTest
    @MethodSource("rejectedEvents")
    void a_bad_event_is_rejected_and_the_others_are_not(String bad, String reason) {
        String good = events.some(1).getFirst();

        JsonNode results = json(send(SentEvents.batch(bad, good)), 200);

        assertThat(texts(results, "status")).containsExactly("rejected", "appended");
        assertThat(results.get(0).get("reason").asText()).isEqualTo(reason);
        assertThat(results.get(0).get("index").isNull()).isTrue();
    }

    @Test
    void another_payload_under_a_known_identifier_is_refused_and_recorded_once() {
        EventId id = EventId.next();
        String tool = "tool-of-a-conflict";
        String first =
                events.one(id, SentEvents.aDecision("dave", tool, "deny", List.of(), List.of()));
        String other =
                events.one(id, SentEvents.aDecision("dave", tool, "allow", List.of(), List.of()));
        sent(first);

        JsonNode result = json(send(SentEvents.batch(other)), 200).get(0);
        json(send(SentEvents.batch(other, other)), 200);

        assertThat(result.get("status").asText()).isEqualTo("rejected");
        assertThat(result.get("reason").asText())
                .isEqualTo("conflict: another payload was recorded under this identifier");
        assertThat(
                        json(as("carol").get("/v1/events?tool=" + tool), 200)
                                .get("items")
                                .get(0)
                                .get("attrs")
                                .get("effect")
                                .asText())
                .isEqualTo("deny");
        JsonNode recorded =
                json(as("carol").get("/v1/events?type=log.ingest-rejected"), 200).get("items");
        assertThat(
                        StreamSupport.stream(recorded.spliterator(), false)
                                .filter(
                                        e ->
                                                e.get("attrs")
                                                        .get("event")
                                                        .asText()
                                                        .equals(id.value())))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "nonsense", "[{\"a\":1,\"a\":2}]"})
    void what_is_no_batch_is_refused_whole(String body) {
        JsonNode problem = json(send(body), 400);

        assertThat(problem.get("code").asText()).isEqualTo("NOT_A_BATCH");
    }

    @Test
    void a_batch_of_more_than_a_thousand_events_is_refused() {
        JsonNode problem = json(send("[" + "1,".repeat(1_000) + "1]"), 400);

        assertThat(problem.get("detail").asText()).isEqualTo("The batch has 1001 events.");
        JsonNode large = json(send("[\"" + "x".repeat(4 * 1024 * 1024) + "\"]"), 400);
        assertThat(large.get("detail").asText()).isEqualTo("The batch has 4194308 bytes.");
    }

    @Test
    void writers_at_once_get_dense_indexes_and_each_event_once() {
        List<String> batches =
                Stream.generate(() -> SentEvents.batch(new SentEvents("decision-service").some(25)))
                        .limit(32)
                        .toList();
        long before = highest();
        List<JsonNode> answers = java.util.Collections.synchronizedList(new ArrayList<>());

        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (String batch : batches) {
                writers.submit(() -> answers.add(json(send(batch), 200)));
                writers.submit(() -> answers.add(json(send(batch), 200)));
            }
        }

        assertThat(answers).hasSize(64);
        List<String> statuses = answers.stream().flatMap(a -> texts(a, "status").stream()).toList();
        assertThat(statuses).filteredOn("appended"::equals).hasSize(800);
        assertThat(statuses).filteredOn("duplicate"::equals).hasSize(800);
        Set<Long> indexes = new TreeSet<>();
        answers.forEach(a -> texts(a, "index").forEach(i -> indexes.add(Long.valueOf(i))));
        assertThat(indexes)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + 800).boxed().toList());
        await().until(() -> log.checkpoint().size() > before + 800);
    }

    // Search

    @ParameterizedTest
    @CsvSource({
        "agent=code-assistant-of-search",
        "session=native-1",
        "operator=frank",
        "operator=Frank",
        "tool=Terraform",
        "path=/srv/payments/infra/main.tf",
        "path=/srv/payments",
        "path=main.tf",
        "path=infra/main.tf",
        "host=db.payments.example",
        "host=payments.example",
        "q=terraform+destroy",
        "q=PAYMENTS+destr",
        "effect=kill",
        "type=decision.made&operator=frank",
        "from=2026-11-19T00:00:00Z&to=2026-11-21T00:00:00%2B01:00&operator=frank"
    })
    void an_event_is_found_by(String question) {
        String id = theSearchedEvent();

        List<String> found = found("carol", question);

        assertThat(found).contains(id);
        assertThat(found).hasSizeLessThanOrEqualTo(question.startsWith("session") ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "agent=code-assistant-of",
        "session=native-2",
        "path=/srv/pay",
        "path=ain.tf",
        "host=ayments.example",
        "host=example.payments",
        "q=terraform+create",
        "effect=deny&operator=frank",
        "from=2026-11-20T12:00:01Z&operator=frank",
        "to=2026-11-20T12:00:00Z&operator=frank"
    })
    void an_event_is_not_found_by(String question) {
        String id = theSearchedEvent();

        assertThat(found("carol", question)).doesNotContain(id);
    }

    private static String searched = "";

    private String theSearchedEvent() {
        if (searched.isEmpty()) {
            Story any = SentEvents.aStory("frank");
            Story story =
                    new Story(
                            any.agent(),
                            java.util.Optional.of("code-assistant-of-search"),
                            any.session(),
                            any.operator(),
                            any.call());
            EventId id = EventId.next();
            Story opening =
                    new Story(
                            any.agent(),
                            any.agentName(),
                            any.session(),
                            any.agentName(),
                            any.call());
            sent(
                    events.one(
                            new Event.SessionStarted(opening, "claude-code", "native-1", "/srv")),
                    events.one(
                            id,
                            new Event.DecisionMade(
                                    story,
                                    "Terraform",
                                    Map.of("command", "terraform destroy", "nul", "a\0b"),
                                    "/srv/payments",
                                    "",
                                    "kill",
                                    java.util.Optional.empty(),
                                    "enforce",
                                    List.of(),
                                    "no",
                                    "1",
                                    List.of("/srv/payments/infra/main.tf", "/srv/other\0"),
                                    List.of("DB.payments.example"),
                                    java.util.Optional.empty(),
                                    java.util.Optional.empty())));
            searched = id.value();
        }
        return searched;
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit is 1 to 200.",
        "limit=201, limit is 1 to 200.",
        "from=yesterday, from is not a time such as 2026-11-20T13:00:00Z.",
        "cursor=x, cursor is not from a page before."
    })
    void a_question_that_is_not_of_its_form_is_refused(String question, String detail) {
        JsonNode problem = json(as("carol").get("/v1/events?" + question), 400);

        assertThat(problem.get("code").asText()).isEqualTo("INVALID_QUERY");
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
    }

    @Test
    void a_limit_that_is_no_number_is_named() {
        JsonNode problem = json(as("carol").get("/v1/events?limit=abc"), 400);

        assertThat(problem.get("detail").asText())
                .isEqualTo("'limit' takes a whole number, and 'abc' is none.");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        String tool = "tool-of-pages";
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            batch.add(
                    events.one(SentEvents.aDecision("dave", tool, "allow", List.of(), List.of())));
        }
        sent(batch.toArray(String[]::new));

        List<Long> indexes = new ArrayList<>();
        String cursor = "";
        List<Integer> sizes = new ArrayList<>();
        do {
            JsonNode page =
                    json(
                            as("carol")
                                    .get("/v1/events?limit=3&tool=" + tool + "&cursor=" + cursor),
                            200);
            page.get("items").forEach(event -> indexes.add(event.get("index").asLong()));
            sizes.add(page.get("items").size());
            cursor = page.get("cursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(indexes).isSortedAccordingTo((a, b) -> Long.compare(b, a)).hasSize(7);
        assertThat(indexes.getFirst() - indexes.getLast()).isEqualTo(6);
    }

    @Test
    void an_event_is_shown_with_all_that_was_sealed() {
        EventId id = EventId.next();
        Story story = SentEvents.aStory("dave");
        sent(
                events.one(
                        id,
                        SentEvents.aDecision(
                                story, "Bash", "deny", List.of("/x"), List.of("h.example"))));

        JsonNode event =
                json(as("carol").get("/v1/events?session=" + story.session().orElseThrow()), 200)
                        .get("items")
                        .get(0);

        assertThat(event.get("id").asText()).isEqualTo(id.value());
        assertThat(event.get("type").asText()).isEqualTo("decision.made");
        assertThat(event.get("time").asText()).isEqualTo("2026-11-20T12:00:00.123456Z");
        assertThat(event.get("source").asText()).isEqualTo("urn:countersign:decision-service");
        assertThat(event.get("story").get("operator").asText()).isEqualTo("dave");
        assertThat(event.get("story").get("agent_name").asText()).isEqualTo("code-assistant");
        assertThat(event.get("story").get("call").asText())
                .isEqualTo(story.call().orElseThrow().value());
        assertThat(event.get("attrs"))
                .hasToString(
                        """
                        {"effect":"deny","mode":"enforce","outcome":"proceed","policy_version":"2.1+sha256:00",\
                        "rules":"first-rule","tool":"Bash"}""");
        assertThat(event.get("sealed").get("input").get("arguments"))
                .hasToString("{\"command\":\"rm -rf build\"}");
        assertThat(event.get("sealed").get("reason"))
                .hasToString("{\"text\":\"because the policy says so\"}");
    }

    // Evidence

    @Test
    void a_receipt_proves_the_leaf_and_the_leaf_commits_to_the_sections() throws Exception {
        EventId id = EventId.next();
        sent(events.one(id, SentEvents.aDecision("dave", "Bash", "deny", List.of(), List.of())));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> as("carol").get("/v1/events/" + id + "/proof").statusCode() == 200);
        Receipt receipt = Receipt.parse(as("carol").get("/v1/events/" + id + "/proof").asString());
        JsonNode record = json(as("carol").get("/v1/events/" + id), 200);
        byte[] leaf = record.get("leaf").asText().getBytes(UTF_8);

        assertThat(receipt.proves(leaf, log.key())).isTrue();
        leaf[10] ^= 1;
        assertThat(receipt.proves(leaf, log.key())).isFalse();
        JsonNode committed = JSON.readTree(record.get("leaf").asText()).get("sealed");
        assertThat(committed.size()).isEqualTo(3);
        record.get("sections")
                .properties()
                .forEach(
                        section -> {
                            Section opened =
                                    new Section(
                                            SectionName.of(section.getKey()).orElseThrow(),
                                            Base64.getUrlDecoder()
                                                    .decode(
                                                            section.getValue()
                                                                    .get("salt")
                                                                    .asText()),
                                            section.getValue()
                                                    .get("body")
                                                    .asText()
                                                    .getBytes(UTF_8));
                            assertThat(committed.get(section.getKey()).asText())
                                    .isEqualTo(opened.commitment());
                        });
    }

    @Test
    void nothing_personal_is_in_the_log_that_everybody_reads() {
        Story story = SentEvents.aStory("PLANTED-operator");
        sent(
                events.one(
                        new Event.ApprovalResolved(
                                story,
                                dev.countersign.audit.api.ApprovalId.next(),
                                "APPROVED",
                                List.of("PLANTED-approver"),
                                "PLANTED-reason")));
        long wanted = highest();
        await().until(() -> log.checkpoint().size() > wanted);

        long last = log.checkpoint().size() - 1;
        int width = (int) (last % 256) + 1;
        String entries = ServedLog.text(log.read(new TilePath.Entries(last / 256, width)));

        assertThat(entries).contains(story.session().orElseThrow().value());
        assertThat(entries).doesNotContain("PLANTED");
    }

    @Test
    void two_checkpoints_are_consistent() {
        Checkpoint older = log.checkpoint();
        sent(events.some(300).toArray(String[]::new));
        await().until(() -> log.checkpoint().size() >= older.size() + 300);

        Checkpoint newer = log.checkpoint();
        ConsistencyProof proof = new Tree(log::read, newer.size()).consistency(older.size());

        assertThat(proof.proves(older.root(), newer.root())).isTrue();
    }

    @Test
    void tiles_are_served_as_the_standard_says() {
        sent(events.some(300).toArray(String[]::new));
        await().until(() -> log.checkpoint().size() > 300);

        Response full = log.get("/log/tile/0/000");
        Response partial = log.get("/log/tile/0/000.p/5");
        Response checkpoint = log.get("/log/checkpoint");

        assertThat(full.contentType()).isEqualTo("application/octet-stream");
        assertThat(full.header("Cache-Control")).isEqualTo("public, max-age=604800, immutable");
        assertThat(full.asByteArray()).hasSize(8_192).startsWith(partial.asByteArray());
        assertThat(partial.asByteArray()).hasSize(160);
        assertThat(checkpoint.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(checkpoint.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(EntryBundle.read(log.get("/log/tile/entries/000.p/3").asByteArray())).hasSize(3);
        assertThat(log.get("/log/tile/1/000.p/1").asByteArray()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/0/999",
                "tile/0/x999/999/999/999/999/999/999",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/63/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/9/000",
                "tile/entries/999",
                "tile/entries/000.p/256"
            })
    void what_the_checkpoint_does_not_cover_is_not_there(String path) {
        log.get("/log/" + path).then().statusCode(404);
    }

    private void sent(String... batch) {
        JsonNode results = json(send(SentEvents.batch(batch)), 200);
        assertThat(texts(results, "status")).containsOnly("appended");
    }

    private long highest() {
        return json(as("carol").get("/v1/events?limit=1"), 200)
                .get("items")
                .get(0)
                .get("index")
                .asLong();
    }

    private List<String> found(String person, String question) {
        return texts(
                json(as(person).get("/v1/events?limit=200&" + question), 200).get("items"), "id");
    }

    private static List<String> texts(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    private Response send(String batch) {
        return send(service("decision-service"), batch);
    }

    private static Response send(String token, String batch) {
        return given().auth()
                .oauth2(token)
                .contentType(AuditApi.CLOUDEVENTS_BATCH)
                .body(batch.getBytes(UTF_8))
                .post("/v1/events");
    }

    private static io.restassured.specification.RequestSpecification as(String person) {
        return given().urlEncodingEnabled(false).auth().oauth2(token(person));
    }

    private static JsonNode json(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        try {
            return JSON.readTree(response.asByteArray());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String person) {
        return TOKENS.computeIfAbsent(person, KEYCLOAK::token);
    }

    private static String service(String client) {
        return TOKENS.computeIfAbsent("client " + client, c -> KEYCLOAK.serviceToken(client));
    }
}
