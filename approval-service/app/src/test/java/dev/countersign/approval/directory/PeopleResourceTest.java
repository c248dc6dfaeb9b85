package dev.countersign.approval.directory;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.approval.request.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PeopleResourceTest {

    @Inject Api api;

    private KeycloakPeople people;

    @BeforeEach
    void connect() {
        people = new KeycloakPeople(api.keycloak());
    }

    @AfterEach
    void leave() {
        people.remove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dave", "DAVE", " dave ", "Dave@Example.com"})
    void a_person_is_found_under_the_name_that_keycloak_has(String reference) {
        find(reference)
                .then()
                .statusCode(200)
                .body("name", equalTo("dave"))
                .body("subject", equalTo(people.find("dave")));
    }

    @ParameterizedTest
    @MethodSource
    void what_names_no_person_is_not_taken_for_one(String reference) {
        find(reference).then().statusCode(404).body("code", equalTo("NO_SUCH_PERSON"));
    }

    static Stream<Arguments> what_names_no_person_is_not_taken_for_one() {
        return Stream.of(
                argumentSet("nobody", "zoe"),
                argumentSet("wide letters", "ｄａｖｅ"),
                argumentSet("a letter that does not show", "da\u200bve"),
                argumentSet("part of a name", "dav"),
                argumentSet("a pattern", "*"),
                argumentSet("a service account", "service-account-audit-service"));
    }

    @Test
    void closed_accounts_and_agents_are_no_operators() {
        people.enable(people.create("closed-one", "approvers"), false);
        people.grant(people.create("robot-one", "approvers"), "agent");

        find("closed-one").then().statusCode(404);
        find("robot-one").then().statusCode(404);
    }

    @Test
    void what_is_missing_or_cannot_be_asked_is_named() {
        find("").then().statusCode(400).body("detail", equalTo("'reference' is missing."));
        find("da\0ve")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("'reference' holds a null character or half a surrogate pair."));
    }

    @Test
    void decision_service_alone_asks() {
        api.as("alice").get("/v1/people?reference=dave").then().statusCode(403);
        api.asService("audit-service").get("/v1/people?reference=dave").then().statusCode(403);
    }

    private Response find(String reference) {
        return api.asService("decision-service")
                .queryParam("reference", reference)
                .get("/v1/people");
    }
}
