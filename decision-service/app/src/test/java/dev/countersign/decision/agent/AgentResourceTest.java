package dev.countersign.decision.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class AgentResourceTest {

    @Test
    void a_key_is_shown_once() {
        Demo agent = Demo.withoutPolicy();

        JsonNode view = Demo.get("/v1/agents/" + agent.id(), Demo.token("carol")).json();

        assertThat(agent.id()).startsWith("agt_");
        assertThat(agent.key()).startsWith("csk_").hasSize(47);
        assertThat(view.path("name").asText()).isEqualTo(agent.name());
        assertThat(view.path("operator").asText()).isEqualTo("dave");
        assertThat(view.path("keys").size()).isEqualTo(1);
        assertThat(view.toString()).doesNotContain(agent.key());
    }

    @Test
    void only_agent_admins_register() {
        Answer answer =
                Demo.post(
                        "/v1/agents", Demo.token("dave"), "{\"name\":\"x\",\"operator\":\"dave\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asText()).isEqualTo("FORBIDDEN");
    }

    @Test
    void a_name_is_given_once_and_must_be_one() {
        Demo agent = Demo.withoutPolicy();

        assertThat(
                        register("{\"name\":\"%s\",\"operator\":\"dave\"}".formatted(agent.name()))
                                .status())
                .isEqualTo(409);
        assertThat(register("{\"name\":\"no spaces\",\"operator\":\"dave\"}").status())
                .isEqualTo(400);
        assertThat(register("{\"operator\":\"dave\"}").status()).isEqualTo(400);
        assertThat(register("{\"name\":\"nobodys\"}").status()).isEqualTo(400);
    }

    @Test
    void keys_can_be_changed_without_a_gap() {
        Demo agent = Demo.withoutPolicy();

        JsonNode second =
                Demo.post(
                                "/v1/agents/" + agent.id() + "/keys",
                                Demo.token("erin"),
                                "{\"lifetime\":\"7d\"}")
                        .json();

        Demo renewed =
                new Demo(agent.name(), agent.id(), second.path("key").asText(), agent.session());
        assertThat(renewed.proposes("Read", "{\"file_path\":\"/a/README.md\"}").permission())
                .isEqualTo(agent.proposes("Read", "{\"file_path\":\"/a/README.md\"}").permission())
                .isEqualTo("allow");
    }

    @Test
    void a_revoked_agent_is_refused_whatever_its_keys_say() {
        Demo agent = Demo.withoutPolicy();
        agent.proposes("Read", "{\"file_path\":\"/a/README.md\"}");

        Demo.send(Demo.request("/v1/agents/" + agent.id(), Demo.token("erin")).DELETE());

        assertThat(agent.proposes("Read", "{\"file_path\":\"/a/README.md\"}").permission())
                .isEqualTo("deny");
        assertThat(
                        Demo.post("/v1/agents/" + agent.id() + "/keys", Demo.token("erin"), "{}")
                                .json()
                                .path("code")
                                .asText())
                .isEqualTo("AGENT_REVOKED");
    }

    private static Answer register(String order) {
        return Demo.post("/v1/agents", Demo.token("erin"), order);
    }
}
