package dev.countersign.approval.slack;

import static org.hamcrest.Matchers.equalTo;

import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
class SlackOffTest {

    @ParameterizedTest
    @CsvSource({
        "/slack/interactions, application/x-www-form-urlencoded",
        "/slack/commands, application/x-www-form-urlencoded",
        "/slack/events, application/json"
    })
    void nobody_is_at_home_while_slack_is_not_configured(String path, String type) {
        RestAssured.given()
                .contentType(type)
                .body("{}")
                .post(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("SLACK_IS_OFF"));
    }
}
