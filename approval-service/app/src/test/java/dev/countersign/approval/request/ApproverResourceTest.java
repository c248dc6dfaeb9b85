package dev.countersign.approval.request;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.countersign.approval.api.ApproverCheck;
import dev.countersign.approval.api.Requester;
import dev.countersign.approval.api.Requirement;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApproverResourceTest {

    private static final Requester OF_DAVE = requester("dave");
    private static final Requester OF_ALICE = requester("alice");

    @Inject Api api;

    @Test
    void what_can_be_approved_has_no_flaw() {
        check(List.of(OF_DAVE), wanted(1, "approvers"), wanted(1, "security-reviewers"))
                .then()
                .statusCode(200)
                .body("", empty());
    }

    @Test
    void a_group_that_does_not_exist_is_named_with_the_requirement_that_wants_it() {
        check(List.of(), wanted(1, "approvers"), wanted(1, "aprovers"))
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].requirement", equalTo(1))
                .body("[0].operators", empty())
                .body(
                        "[0].reason",
                        equalTo("the group 'aprovers' that must approve it does not exist."));
    }

    @Test
    void a_quorum_above_the_number_of_eligible_people_is_a_flaw() {
        check(List.of(OF_DAVE), wanted(3, "approvers"))
                .then()
                .body("[0].reason", equalTo("3 must approve it and only 2 in approvers may."));
    }

    @Test
    void where_only_the_operator_could_approve_nobody_can() {
        check(List.of(OF_ALICE), wanted(1, "security-reviewers"))
                .then()
                .body("[0].operators", empty())
                .body(
                        "[0].reason",
                        equalTo(
                                "1 must approve it and nobody in security-reviewers may. The operators"
                                        + " and owners of the agents never count: alice."));
    }

    @Test
    void what_fails_for_some_agents_alone_says_for_whose() {
        check(List.of(OF_DAVE, OF_ALICE), wanted(1, "security-reviewers"))
                .then()
                .body("", hasSize(1))
                .body("[0].operators", equalTo(List.of("alice")));
    }

    @Test
    void a_time_that_no_request_may_have_is_a_flaw() {
        check(List.of(), Requirement.of(List.of("approvers"), 1, Duration.ofDays(8)))
                .then()
                .body(
                        "[0].reason",
                        equalTo("The time to live is not between 10 seconds and 7 days."));
    }

    @Test
    void gaps_are_named_and_decision_service_alone_asks() {
        api.asService("decision-service")
                .body("{\"requirements\":[null],\"requesters\":[]}")
                .post("/v1/approvers/check")
                .then()
                .statusCode(400);
        api.as("alice").body("{}").post("/v1/approvers/check").then().statusCode(403);
        api.asService("audit-service")
                .body("{}")
                .post("/v1/approvers/check")
                .then()
                .statusCode(403);
    }

    private Response check(List<Requester> requesters, Requirement... requirements) {
        return api.asService("decision-service")
                .body(api.text(new ApproverCheck(List.of(requirements), requesters)))
                .post("/v1/approvers/check");
    }

    private static Requirement wanted(int quorum, String... groups) {
        return Requirement.of(List.of(groups), quorum, Duration.ofMinutes(30));
    }

    private static Requester requester(String operator) {
        return new Requester(operator, Optional.empty(), List.of());
    }
}
