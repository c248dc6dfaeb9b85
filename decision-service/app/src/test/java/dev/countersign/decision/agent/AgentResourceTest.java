package dev.countersign.decision.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class AgentResourceTest {

    @Inject DataSource database;

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
    void operator_and_owner_are_kept_under_the_names_that_keycloak_has() {
        String name = "canonical-" + System.nanoTime();

        Answer answer =
                register(
                        "{\"name\":\"%s\",\"operator\":\"DAVE\",\"owner\":\"Erin@example.com\"}"
                                .formatted(name));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode view =
                Demo.get("/v1/agents/" + answer.json().path("id").asText(), Demo.token("carol"))
                        .json();
        assertThat(view.path("operator").asText()).isEqualTo("dave");
        assertThat(view.path("owner").asText()).isEqualTo("erin");
    }

    @Test
    void nobody_but_a_person_whom_keycloak_knows_is_operator_or_owner() {
        for (String nobody : new String[] {"ｄａｖｅ", "da\\u200bve", "zoe"}) {
            assertUnknown(register(order(nobody, "dave")), "operator");
            assertUnknown(register(order("dave", nobody)), "owner");
        }
        assertThat(register(order("da\\u0000ve", "dave")).status()).isEqualTo(400);
        assertThat(register(order(" ", "dave")).status()).isEqualTo(400);
    }

    @Test
    void who_cannot_be_looked_up_is_not_registered() {
        FakeApprovals.goDown();
        Answer answer = register(order("dave", "dave"));
        FakeApprovals.comeUp();

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo(
                        "Operator and owner cannot be looked up just now, so the agent was not registered.");
    }

    private static String order(String operator, String owner) {
        return "{\"name\":\"never-registered\",\"operator\":\"%s\",\"owner\":\"%s\"}"
                .formatted(operator, owner);
    }

    private static void assertUnknown(Answer answer, String who) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("NO_SUCH_PERSON");
        assertThat(answer.json().path("detail").asText()).startsWith("'%s' is '".formatted(who));
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

    @Test
    void a_revoked_agents_held_calls_leave_the_queue_and_are_blocked() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();

        Demo.send(Demo.request("/v1/agents/" + agent.id(), Demo.token("erin")).DELETE());

        Answer blocked = held.get(5, TimeUnit.SECONDS);
        assertThat(blocked.permission()).isEqualTo("deny");
        assertThat(blocked.reason())
                .isEqualTo(
                        "This agent was revoked by erin. Nothing more of it is let through. Stop working and tell your operator.");
        FakeApprovals.awaitStatus(approval.id(), ApprovalStatus.CANCELLED);
        Invariants.assertNothingReleasedUnapproved(database);
    }

    private static Answer register(String order) {
        return Demo.post("/v1/agents", Demo.token("erin"), order);
    }
}
