package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class PolicyResourceTest {

    @Inject Database database;
    @Inject PolicyLoader loader;

    @Test
    void every_error_is_told_with_line_and_column() {
        Answer answer =
                Demo.uploads(
                        """
                        version: "2.1"
                        permisions: {}
                        rules:
                          - id: x
                            effect: forbid
                            match: {effect: [secret.read]}
                        """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("INVALID_POLICY");
        JsonNode errors = answer.json().at("/details/errors");
        assertThat(errors.size()).as(answer.text()).isGreaterThanOrEqualTo(2);
        assertThat(errors.get(0).path("line").asInt()).isEqualTo(2);
        assertThat(errors.get(0).path("column").asInt()).isEqualTo(1);
        assertThat(errors.get(0).path("message").asText()).isNotBlank();
        assertThat(errors.get(1).path("line").asInt()).isEqualTo(5);
    }

    @Test
    void an_unknown_version_of_the_language_is_refused() {
        Answer answer = Demo.uploads("version: \"3.0\"\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/details/errors/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void editors_fetch_the_schema_without_signing_in() {
        Answer answer = Demo.get("/v1/policies/schema", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void only_policy_admins_change_policies() {
        Answer answer =
                Demo.send(
                        Demo.request("/v1/policies", Demo.token("dave"))
                                .header("Content-Type", "application/yaml")
                                .POST(HttpRequest.BodyPublishers.ofString("version: \"2.1\"\n")));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void what_is_activated_is_in_force_at_once_and_shown() {
        Demo agent = Demo.anAgent();
        Answer before = agent.proposes("Bash", "{\"command\":\"npm test\"}");

        agent.activate(
                """
                version: "2.1"
                agent_id: "%s"
                metadata: {name: strict}
                permissions:
                  commands: {deny: ["npm test"]}
                """);

        assertThat(before.permission()).isEqualTo("allow");
        assertThat(agent.proposes("Bash", "{\"command\":\"npm test\"}").permission())
                .isEqualTo("deny");
        JsonNode active = Demo.get("/v1/policies/active", Demo.token("carol")).json();
        assertThat(active.toString())
                .contains("\"active_for\":[\"" + agent.name() + "\"]", "strict");
        String id = active.get(0).path("id").asText();
        assertThat(Demo.get("/v1/policies/" + id + "/file", Demo.token("carol")).text())
                .contains("name: strict");
    }

    @Test
    void a_stored_policy_that_cannot_be_loaded_leaves_the_last_good_one_in_force() {
        Demo agent = Demo.anAgent();
        agent.activate(
                """
                version: "2.1"
                agent_id: "%s"
                permissions:
                  commands: {deny: ["npm test"]}
                """);
        String broken = database.breakPolicyOf(agent.name());
        loader.load();
        loader.load();

        assertThat(agent.proposes("Bash", "{\"command\":\"npm test\"}").permission())
                .isEqualTo("deny");
        assertThat(database.eventsOf(broken, "policy.not-loaded")).hasSize(1);
        assertThat(Demo.get("/q/health/ready", "").text())
                .contains("\"name\": \"policy\"", "degraded", broken);
        database.forget(agent.name());
        loader.load();
    }

    @Test
    void without_a_policy_the_baseline_denies_what_is_dangerous() {
        Demo agent = Demo.withoutPolicy();

        Answer answer = agent.proposes("Bash", "{\"command\":\"rm -rf /\"}");

        assertThat(answer.permission()).isEqualTo("deny");
    }
}
