package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws 1, 2, 3 and 8 attacked from outside, with real accounts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
class ApprovalResourceTest {

    @Inject Api api;
    @Inject TurnedNow now;
    @Inject ReleasedRightly released;
    @Inject Directory directory;

    @AfterEach
    void the_laws_still_hold() {
        now.turn(Duration.ZERO);
        released.assertNothingReleasedUnapproved();
    }

    @Test
    void a_held_call_is_approved_by_an_approver_and_consumed_once() {
        var order = anOrder().build();
        String id = api.opened(order);

        api.vote("alice", id, "approve")
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("approvals", equalTo(1))
                .body("votes[0].voter", equalTo("alice"))
                .body("votes[0].channel", equalTo("api"))
                .body("resolution", equalTo("Approved by alice."));
        api.consume(id, order).then().statusCode(200).body("status", equalTo("CONSUMED"));
        api.consume(id, order).then().statusCode(200).body("status", equalTo("CONSUMED"));

        var another = anOrder().build();
        api.consume(id, another)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("ALREADY_CONSUMED"));
    }

    @Test
    void sending_an_order_again_finds_the_same_request() {
        var order = anOrder().build();

        assertThat(api.opened(order)).isEqualTo(api.opened(order));
    }

    @Test
    void the_operator_cannot_approve_their_own_agent() {
        String id = api.opened(anOrder().by("Alice").build());

        refused(api.vote("alice", id, "approve"), 403, "OWN_AGENT");
        refused(api.vote("alice", id, "deny"), 403, "OWN_AGENT");

        status(id, "PENDING");
        assertThat(events("approval.vote-refused", id)).hasSize(2);
    }

    @Test
    void the_owner_cannot_approve_their_own_agent() {
        String id = api.opened(anOrder().ownedBy("bob@example.com").build());

        refused(api.vote("bob", id, "approve"), 403, "OWN_AGENT");

        status(id, "PENDING");
    }

    @Test
    void people_outside_the_group_are_refused_and_that_is_recorded() {
        String id = api.opened(anOrder().decidedBy("security-reviewers").build());

        refused(api.vote("bob", id, "approve"), 403, "NOT_IN_GROUP");
        refused(api.vote("carol", id, "approve"), 403, "NOT_IN_GROUP");
        refused(api.vote("dave", id, "approve"), 403, "OWN_AGENT");

        status(id, "PENDING");
        assertThat(events("approval.vote-refused", id)).hasSize(3);
    }

    @Test
    void services_are_refused_by_kind_and_that_is_recorded() {
        String id = api.opened(anOrder().build());

        for (String service : new String[] {"decision-service", "approval-service"}) {
            refused(
                    api.asService(service)
                            .body(Api.ballot("approve"))
                            .post("/v1/approvals/{id}/votes", id),
                    403,
                    "NOT_A_PERSON");
        }

        status(id, "PENDING");
        assertThat(events("approval.vote-refused", id)).hasSize(2);
    }

    @Test
    void people_and_other_services_cannot_open_consume_or_withdraw() {
        var order = anOrder().build();
        String id = api.opened(order);
        String consumption = api.text(OrderBuilder.consumptionOf(order));

        for (var caller : new String[] {"alice", "erin"}) {
            refused(api.as(caller).body(api.text(order)).post("/v1/approvals"), 403, "FORBIDDEN");
            refused(
                    api.as(caller).body(consumption).post("/v1/approvals/{id}/consumption", id),
                    403,
                    "FORBIDDEN");
        }
        refused(
                api.asService("audit-service")
                        .body(consumption)
                        .post("/v1/approvals/{id}/consumption", id),
                403,
                "FORBIDDEN");
        refused(
                api.asService("audit-service")
                        .body(Map.of("reason", "because"))
                        .post("/v1/approvals/{id}/withdrawal", id),
                403,
                "FORBIDDEN");
    }

    @Test
    void an_unknown_group_denies_and_says_so() {
        Response answer = api.open(anOrder().decidedBy("aprovers").build());

        answer.then()
                .statusCode(200)
                .body("status", equalTo("DENIED"))
                .body(
                        "resolution",
                        equalTo(
                                "Denied, because the group 'aprovers' that must approve it does not"
                                        + " exist."));
    }

    @Test
    void a_group_whose_only_member_is_the_operator_denies_and_says_so() {
        Response answer = api.open(anOrder().by("alice").decidedBy("security-reviewers").build());

        answer.then()
                .statusCode(200)
                .body("status", equalTo("DENIED"))
                .body(
                        "resolution",
                        equalTo(
                                "Denied, because 1 must approve it and nobody in security-reviewers"
                                        + " may."));
    }

    @Test
    void a_quorum_that_cannot_be_reached_denies_and_says_so() {
        Response answer = api.open(anOrder().quorum(3).build());

        answer.then()
                .statusCode(200)
                .body("status", equalTo("DENIED"))
                .body(
                        "resolution",
                        equalTo("Denied, because 3 must approve it and only 2 in approvers may."));
    }

    @Test
    void a_quorum_of_two_takes_two_people() {
        String id = api.opened(anOrder().quorum(2).build());

        api.vote("alice", id, "approve").then().body("status", equalTo("PENDING"));
        refused(api.vote("alice", id, "approve"), 409, "ALREADY_VOTED");
        status(id, "PENDING");
        api.vote("bob", id, "approve").then().body("status", equalTo("APPROVED"));
    }

    @Test
    void one_denial_ends_it_and_a_late_vote_is_recorded_without_counting() {
        String id = api.opened(anOrder().quorum(2).build());

        api.vote("bob", id, "deny").then().body("status", equalTo("DENIED"));
        refused(api.vote("alice", id, "approve"), 409, "ALREADY_RESOLVED");

        api.as("carol")
                .get("/v1/approvals/{id}", id)
                .then()
                .body("status", equalTo("DENIED"))
                .body("resolution", equalTo("bob denied it: seen and understood"))
                .body("votes.voter", contains("bob", "alice"))
                .body("votes.counted", contains(true, false));
    }

    @Test
    void a_denial_without_a_reason_is_not_taken() {
        String id = api.opened(anOrder().build());

        refused(
                api.as("alice")
                        .body(Map.of("vote", "deny", "reason", " no "))
                        .post("/v1/approvals/{id}/votes", id),
                400,
                "REASON_MISSING");
        refused(
                api.as("alice").body(Map.of("reason", "fine")).post("/v1/approvals/{id}/votes", id),
                400,
                "INVALID_ORDER");

        status(id, "PENDING");
    }

    @Test
    void a_vote_after_the_deadline_does_not_count_even_before_anybody_swept() {
        var order = anOrder().build();
        String id = api.opened(order);
        now.turn(Duration.ofMinutes(10));

        refused(api.vote("alice", id, "approve"), 409, "ALREADY_RESOLVED");
        refused(api.consume(id, order), 409, "NOT_APPROVED");

        status(id, "EXPIRED");
    }

    @Test
    void an_approval_lapses_when_nobody_comes_for_it() {
        var order = anOrder().build();
        String id = api.opened(order);
        api.vote("alice", id, "approve").then().statusCode(200);
        now.turn(Duration.ofMinutes(15));

        refused(api.consume(id, order), 409, "NOT_APPROVED");

        status(id, "LAPSED");
    }

    @Test
    void an_approver_sees_that_they_may_vote_and_others_why_not() {
        String id = api.opened(anOrder().build());

        api.as("alice").get("/v1/approvals/{id}", id).then().body("refusal", nullValue());
        refusal("dave", id, "Operators and owners never approve their own agents.");
        refusal("carol", id, "You are in none of the groups that decide this request.");
        api.vote("alice", id, "approve");
        refusal("alice", id, "You have already voted on this.");
        refusal("bob", id, "This was already decided.");
    }

    @Test
    void a_developer_sees_only_what_their_own_agents_asked() {
        String own = api.opened(anOrder().by("Dave").build());
        String foreign = api.opened(anOrder().by("erin").build());

        api.as("dave")
                .get("/v1/approvals?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(own))
                .body("items.id", not(hasItem(foreign)));
        api.as("dave").get("/v1/approvals/{id}", own).then().statusCode(200);
        refused(api.as("dave").get("/v1/approvals/{id}", foreign), 404, "NO_SUCH_APPROVAL");
    }

    @Test
    void pages_lead_to_each_other_newest_first() {
        String first = api.opened(anOrder().by("erin").build());
        String second = api.opened(anOrder().by("erin").build());

        String cursor =
                api.as("carol")
                        .get("/v1/approvals?status=PENDING&limit=1")
                        .then()
                        .body("items.id", contains(second))
                        .extract()
                        .path("cursor");

        api.as("carol")
                .get("/v1/approvals?status=PENDING&limit=1&cursor=" + cursor)
                .then()
                .body("items", hasSize(1))
                .body("items.id", contains(first));
    }

    @Test
    void an_overdue_request_is_listed_as_expired() {
        String id = api.opened(anOrder().build());
        now.turn(Duration.ofMinutes(10));

        api.as("carol")
                .get("/v1/approvals?status=EXPIRED&limit=200")
                .then()
                .body("items.id", hasItem(id));
        api.as("carol")
                .get("/v1/approvals?status=PENDING&limit=200")
                .then()
                .body("items.id", not(hasItem(id)));
    }

    @Test
    void withdrawing_cancels_what_is_pending_and_invalidates_what_is_approved() {
        var order = anOrder().build();
        String pending = api.opened(anOrder().build());
        String approved = api.opened(order);
        api.vote("alice", approved, "approve");

        withdraw(pending).then().statusCode(200).body("status", equalTo("CANCELLED"));
        withdraw(approved).then().statusCode(200).body("status", equalTo("INVALIDATED"));

        refused(api.consume(approved, order), 409, "NOT_APPROVED");
        refused(api.vote("alice", pending, "approve"), 409, "ALREADY_RESOLVED");
    }

    @Test
    void what_is_missing_in_an_order_is_named() {
        api.asService("decision-service")
                .body(
                        api.text(anOrder().build())
                                .replace("\"operator\":\"dave\"", "\"operator\":null"))
                .post("/v1/approvals")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_ORDER"))
                .body("detail", equalTo("'proposer.operator' is missing."));
        refused(api.open(anOrder().quorum(0).build()), 400, "INVALID_ORDER");
        refused(api.open(anOrder().decidedBy().build()), 400, "INVALID_ORDER");
        refused(api.open(anOrder().ttl(Duration.ofSeconds(9)).build()), 400, "INVALID_ORDER");
        refused(api.open(anOrder().ttl(Duration.ofDays(8)).build()), 400, "INVALID_ORDER");
    }

    @Test
    void durations_and_misfits_go_over_the_wire_as_the_contract_says() {
        var order = anOrder().build();

        api.open(order).then().body("requirement.ttl", equalTo("PT10M"));
        refused(
                api.asService("decision-service")
                        .body(api.text(order).replace("\"PT10M\"", "\"soon\""))
                        .post("/v1/approvals"),
                400,
                "MALFORMED_JSON");
    }

    @Test
    void what_does_not_exist_is_not_found() {
        refused(
                api.vote("alice", "apr_00000000000000000000000000", "approve"),
                404,
                "NO_SUCH_APPROVAL");
        api.as("alice").get("/v1/approvals/nonsense").then().statusCode(404);
        io.restassured.RestAssured.get("/v1/approvals").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/approvals?limit=abc | 'limit' takes a whole number, and 'abc' is none.",
                "/v1/approvals?limit=0 | 'limit' is 1 to 200.",
                "/v1/approvals?status=OPEN | 'status' takes one of PENDING, APPROVED, DENIED, EXPIRED, CANCELLED, CONSUMED, LAPSED, INVALIDATED, and 'OPEN' is none.",
                "/v1/approvals?cursor=x | 'cursor' is not one that was given out.",
                "/v1/bypasses?status=OPEN | 'status' takes one of REQUESTED, ACTIVE, DENIED, LAPSED, EXPIRED, REVOKED, and 'OPEN' is none."
            },
            quoteCharacter = '"')
    void what_does_not_fit_in_the_question_for_a_list_is_named(String question, String detail) {
        api.as("alice").get(question).then().statusCode(400).body("detail", equalTo(detail));
    }

    @Test
    void words_in_a_question_are_taken_in_any_case() {
        String id = api.opened(anOrder().build());

        api.as("alice")
                .get("/v1/approvals?status=pending&limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    @Test
    void a_vote_that_cannot_be_kept_is_refused_with_what_is_wrong() {
        String id = api.opened(anOrder().build());

        api.as("alice")
                .body("{\"vote\":\"deny\",\"reason\":\"no\\u0000way\"}")
                .post("/v1/approvals/{id}/votes", id)
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("'reason' holds a null character or half a surrogate pair."));
        api.as("alice")
                .body("")
                .post("/v1/approvals/{id}/votes", id)
                .then()
                .statusCode(400)
                .body("detail", equalTo("The body is missing."));
        api.as("alice")
                .body("{\"vote\":\"deny\",\"reason\":\"" + "x".repeat(5_000_000) + "\"}")
                .post("/v1/approvals/{id}/votes", id)
                .then()
                .statusCode(413)
                .body("detail", equalTo("At most 4,194,304 bytes are read."));
    }

    @Test
    void an_operator_who_was_renamed_cannot_approve_their_own_agent() {
        String alice = directory.byNameOrEmail("alice").map(Member::subject).orElseThrow();
        String id = api.opened(anOrder().by("alice-before").forSubjects(alice).build());

        refused(api.vote("alice", id, "approve"), 403, "OWN_AGENT");
    }

    private Response withdraw(String id) {
        return api.asService("decision-service")
                .body(Map.of("reason", "session killed"))
                .post("/v1/approvals/{id}/withdrawal", id);
    }

    private void refusal(String person, String id, String why) {
        api.as(person).get("/v1/approvals/{id}", id).then().body("refusal", equalTo(why));
    }

    private void status(String id, String status) {
        api.as("carol").get("/v1/approvals/{id}", id).then().body("status", equalTo(status));
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("code", equalTo(code));
    }

    private java.util.List<String> events(String type, String id) {
        return released.rows(
                """
                select position from outbox where type = '%s'
                and convert_from(payload, 'UTF8') like '%%%s%%'
                """
                        .formatted(type, id));
    }
}
