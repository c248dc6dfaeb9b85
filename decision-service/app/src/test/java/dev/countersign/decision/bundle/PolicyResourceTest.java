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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class PolicyResourceTest {

    @Inject DataSource database;
    @Inject Policies policies;

    @Test
    void every_error_is_told_with_line_and_column() {
        Answer answer =
                upload(
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
        Answer answer = upload("version: \"3.0\"\n");

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
        execute(
                """
                insert into policy select 'pol_broken', version, name, agents, 'version: "9.9"', 'x', now()
                from policy limit 1
                """);

        execute(
                "update policy_activation set policy_id = 'pol_broken' where pattern = '%s'"
                        .formatted(agent.name()));
        policies.load();

        assertThat(agent.proposes("Bash", "{\"command\":\"npm test\"}").permission())
                .isEqualTo("deny");
        execute("delete from policy_activation where policy_id = 'pol_broken'");
    }

    @Test
    void without_a_policy_the_baseline_denies_what_is_dangerous() {
        Demo agent = Demo.withoutPolicy();

        Answer answer = agent.proposes("Bash", "{\"command\":\"rm -rf /\"}");

        assertThat(answer.permission()).isEqualTo("deny");
    }

    private static Answer upload(String file) {
        return Demo.send(
                Demo.request("/v1/policies", Demo.token("erin"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(file)));
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
