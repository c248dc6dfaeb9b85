package dev.countersign.approval.bypass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.approval.api.BypassUse;
import dev.countersign.approval.request.Api;
import dev.countersign.approval.request.ReleasedRightly;
import dev.countersign.approval.request.TurnedNow;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Story;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BypassResourceTest {

    private static final String REASON = "P0 incident: fix auth service crash";

    @Inject Api api;
    @Inject TurnedNow now;
    @Inject DataSource database;
    @Inject ReleasedRightly released;

    @BeforeEach
    void nothing_is_open() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    update bypass set status = 'REVOKED', ended_at = now()
                    where status in ('REQUESTED', 'ACTIVE')
                    """);
        }
    }

    @AfterEach
    void the_laws_still_hold() {
        now.turn(Duration.ZERO);
        released.assertNothingReleasedUnapproved();
    }

    @Test
    void an_on_call_engineers_request_is_put_in_force_by_whom_they_named_and_ends_by_the_clock() {
        String id = requested(order().with("approver", "alice@example.com"));

        api.as("alice").get("/v1/bypasses/{id}", id).then().body("refusal", nullValue());
        vote("alice", id, "approve")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("ends_at", notNullValue())
                .body("votes[0].voter", equalTo("alice"))
                .body("votes[0].roles", hasItem("approver"));
        use(id, DecisionId.next()).then().statusCode(200).body("uses", equalTo(1));

        now.turn(Duration.ofMinutes(30));
        api.as("carol").get("/v1/bypasses/{id}", id).then().body("status", equalTo("EXPIRED"));
        refused(use(id, DecisionId.next()), 409, "NOT_LIVE");
    }

    @Test
    void nobody_approves_their_own_bypass() {
        refused(request("bob", order().with("approver", "bob")), 403, "OWN_BYPASS");
        String id = requested(order());

        refused(vote("bob", id, "approve"), 403, "OWN_BYPASS");

        status(id, "REQUESTED");
    }

    @Test
    void only_engineers_on_call_ask() {
        for (String person : List.of("alice", "carol", "dave", "erin")) {
            refused(request(person, order()), 403, "NOT_ON_CALL");
        }
        refused(
                api.asService("decision-service").body(order()).post("/v1/bypasses"),
                403,
                "NOT_A_PERSON");
    }

    @Test
    void services_and_people_without_the_role_do_not_decide() {
        String id = requested(order());

        refused(
                api.asService("decision-service")
                        .body(Api.ballot("approve"))
                        .post("/v1/bypasses/{id}/votes", id),
                403,
                "NOT_A_PERSON");
        refused(vote("dave", id, "approve"), 403, "NOT_APPROVER");
        refused(vote("carol", id, "deny"), 403, "NOT_APPROVER");

        status(id, "REQUESTED");
    }

    @Test
    void a_denial_ends_it() {
        String id = requested(order());

        vote("alice", id, "deny").then().body("status", equalTo("DENIED"));

        refused(vote("alice", id, "approve"), 409, "ALREADY_RESOLVED");
        refused(use(id, DecisionId.next()), 409, "NOT_LIVE");
    }

    @Test
    void a_request_that_nobody_votes_on_lapses() {
        String id = requested(order());
        now.turn(Duration.ofHours(1));

        refused(vote("alice", id, "approve"), 409, "ALREADY_RESOLVED");

        status(id, "LAPSED");
    }

    @Test
    void bypasses_do_not_stack_and_the_next_may_be_asked_for_after_the_end() {
        String id = requested(order());

        refused(request("bob", order()), 409, "BYPASS_OPEN");
        vote("alice", id, "approve");
        refused(request("bob", order()), 409, "BYPASS_OPEN");
        now.turn(Duration.ofMinutes(30));

        request("bob", order()).then().statusCode(200).body("status", equalTo("REQUESTED"));
    }

    @Test
    void ten_requests_at_once_are_one() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> attempts =
                    IntStream.range(0, 10)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> request("bob", order()).statusCode())
                            .toList();

            assertThat(threads.invokeAll(attempts))
                    .extracting(attempt -> attempt.get())
                    .containsOnlyOnce(200)
                    .filteredOn(status -> status == 409)
                    .hasSize(9);
        }
    }

    @Test
    void using_it_is_counted_once_for_each_decision() {
        String id = live();
        DecisionId decision = DecisionId.next();

        use(id, decision);
        use(id, decision);

        use(id, DecisionId.next()).then().body("uses", equalTo(2));
        refused(
                api.as("alice").body(useOf(decision)).post("/v1/bypasses/{id}/uses", id),
                403,
                "FORBIDDEN");
    }

    @Test
    void revoking_ends_it_at_once() {
        String id = live();

        refused(api.as("dave").delete("/v1/bypasses/{id}", id), 403, "NOT_APPROVER");
        refused(
                api.asService("decision-service").delete("/v1/bypasses/{id}", id),
                403,
                "NOT_A_PERSON");
        api.as("bob")
                .delete("/v1/bypasses/{id}", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("REVOKED"))
                .body("ended_by", equalTo("bob"));

        refused(use(id, DecisionId.next()), 409, "NOT_LIVE");
    }

    @Test
    void somebody_else_reviews_it_after_the_end() {
        String id = live();
        Map<String, String> finding = Map.of("finding", "one call, as asked for");

        refused(review("alice", id, finding), 409, "NOT_ENDED");
        now.turn(Duration.ofMinutes(30));
        refused(review("bob", id, finding), 403, "OWN_BYPASS");
        refused(review("dave", id, finding), 403, "NOT_APPROVER");
        refused(review("alice", id, Map.of("finding", "ok")), 400, "REASON_MISSING");
        review("alice", id, finding)
                .then()
                .statusCode(200)
                .body("reviewed_by", equalTo("alice"))
                .body("finding", equalTo("one call, as asked for"));

        refused(review("carol", id, finding), 409, "ALREADY_REVIEWED");
    }

    @Test
    void what_is_asked_for_must_be_said_and_bounded() {
        refused(request("bob", order().with("reason", "prod is down")), 400, "REASON_MISSING");
        refused(request("bob", order().with("duration", "59s")), 400, "INVALID_ORDER");
        refused(request("bob", order().with("duration", "4h1s")), 400, "INVALID_ORDER");
        refused(request("bob", order().with("scope", scope(List.of()))), 400, "INVALID_ORDER");
        refused(request("bob", order().with("approver", "nobody")), 422, "NOBODY_ELIGIBLE");
        refused(request("bob", order().with("approver", "dave")), 422, "NOBODY_ELIGIBLE");
    }

    @Test
    void a_wide_scope_is_refused_with_what_to_write_instead() {
        Response answer = request("bob", order().with("scope", scope(List.of("src/**", "{**,x}"))));

        refused(answer, 400, "INVALID_ORDER");
        answer.then()
                .body(
                        "detail",
                        equalTo(
                                "'{**,x}' covers files that have nothing to do with each other, such as 'README.md' and 'index.html'; name the file or the folder that you need, such as backend/auth/**."));
    }

    @Test
    void live_ones_are_listed_by_what_they_are_now() {
        String id = live();

        api.as("dave").get("/v1/bypasses?status=ACTIVE").then().body("id", hasItem(id));
        now.turn(Duration.ofMinutes(30));
        api.as("dave").get("/v1/bypasses?status=ACTIVE").then().body("id", not(hasItem(id)));
        api.as("dave").get("/v1/bypasses?status=EXPIRED").then().body("id", hasItem(id));
    }

    @Test
    void every_step_is_recorded() {
        String id = live();
        api.as("alice").delete("/v1/bypasses/{id}", id);
        review("alice", id, Map.of("finding", "nothing was done under it"));

        assertThat(
                        released.rows(
                                """
                                select type from outbox where convert_from(payload, 'UTF8') like '%%%s%%'
                                order by position
                                """
                                        .formatted(id)))
                .containsExactly(
                        "bypass.requested",
                        "bypass.voted",
                        "bypass.started",
                        "bypass.ended",
                        "bypass.reviewed");
        assertThat(
                        released.rows(
                                "select status from change where subject = '"
                                        + id
                                        + "' order by position"))
                .containsExactly("REQUESTED", "ACTIVE", "REVOKED", "REVOKED");
        api.as("carol")
                .get("/v1/bypasses")
                .then()
                .body("findAll { it.id == '" + id + "' }", hasSize(1));
    }

    private String live() {
        String id = requested(order());
        vote("alice", id, "approve").then().statusCode(200).body("status", equalTo("ACTIVE"));
        return id;
    }

    private String requested(Map<String, Object> order) {
        return request("bob", order).then().statusCode(200).extract().path("id");
    }

    private Response request(String person, Map<String, Object> order) {
        return api.as(person).body(order).post("/v1/bypasses");
    }

    private Response vote(String person, String id, String vote) {
        return api.as(person).body(Api.ballot(vote)).post("/v1/bypasses/{id}/votes", id);
    }

    private Response review(String person, String id, Map<String, String> finding) {
        return api.as(person).body(finding).post("/v1/bypasses/{id}/review", id);
    }

    private Response use(String id, DecisionId decision) {
        return api.asService("decision-service")
                .body(useOf(decision))
                .post("/v1/bypasses/{id}/uses", id);
    }

    private String useOf(DecisionId decision) {
        return api.text(new BypassUse(decision, Story.NONE, "ab".repeat(32)));
    }

    private void status(String id, String status) {
        api.as("carol").get("/v1/bypasses/{id}", id).then().body("status", equalTo(status));
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("code", equalTo(code));
    }

    private static Order order() {
        Order order = new Order();
        order.put("reason", REASON);
        order.put("duration", "30m");
        order.put("scope", scope(List.of("backend/auth/config.yml")));
        return order;
    }

    private static Map<String, Object> scope(List<String> paths) {
        return Map.of(
                "paths", paths, "commands", List.of(), "hosts", List.of(), "agents", List.of());
    }

    private static final class Order extends HashMap<String, Object> {

        Order with(String key, Object value) {
            put(key, value);
            return this;
        }
    }
}
