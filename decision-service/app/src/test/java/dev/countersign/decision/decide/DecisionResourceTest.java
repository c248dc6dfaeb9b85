package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.BypassScope;
import dev.countersign.audit.api.BypassId;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class DecisionResourceTest {

    private static final String WRITE =
            "{\"session\":\"%s\",\"tool\":\"Write\",\"input\":%s,\"cwd\":\"/home/dev/acme-app\"}";

    @Inject DataSource database;
    @Inject LiveBypasses live;

    @AfterEach
    void nothing_was_released_unapproved() {
        Invariants.assertNothingReleasedUnapproved(database);
    }

    @Test
    void a_decision_has_the_shape_of_the_contract() {
        Demo agent = Demo.anAgent();

        JsonNode decision = Demo.post("/v1/decisions", agent.key(), write(agent)).json();

        assertThat(decision.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "effect",
                        "status",
                        "outcome",
                        "reason",
                        "rules",
                        "mode",
                        "policy_version",
                        "approval",
                        "bypass_id",
                        "event_id");
        assertThat(decision.path("id").asText()).startsWith("dec_");
        assertThat(decision.path("effect").asText()).isEqualTo("require_approval");
        assertThat(decision.path("status").asText()).isEqualTo("pending");
        assertThat(decision.path("outcome").isNull()).isTrue();
        assertThat(decision.path("mode").asText()).isEqualTo("enforce");
        assertThat(decision.path("policy_version").asText()).startsWith("2.1+sha256:");
        assertThat(decision.path("bypass_id").isNull()).isTrue();
        assertThat(decision.path("event_id").asText()).startsWith("evt_");
        assertThat(decision.at("/rules/0/effect").asText()).isEqualTo("require_approval");
        assertThat(decision.at("/approval/status").asText()).isEqualTo("PENDING");
        assertThat(decision.at("/approval/expires_at").asText()).endsWith("Z");
    }

    @Test
    void prefer_wait_holds_until_people_decided() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held =
                Demo.sendHeld(
                        Demo.request("/v1/decisions", agent.key())
                                .header("Content-Type", "application/json")
                                .header("Prefer", "wait=30")
                                .POST(HttpRequest.BodyPublishers.ofString(write(agent))));
        ApprovalView approval = agent.awaitPending();

        FakeApprovals.approve(approval.id(), "alice");
        Answer answer = held.get(5, TimeUnit.SECONDS);

        assertThat(answer.preferenceApplied()).isEqualTo("wait=30");
        assertThat(answer.json().path("status").asText()).isEqualTo("final");
        assertThat(answer.json().path("outcome").asText()).isEqualTo("proceed");
        assertThat(answer.json().at("/approval/status").asText()).isEqualTo("CONSUMED");
    }

    @Test
    void only_the_agent_itself_takes_a_release() {
        Demo agent = Demo.anAgent();
        Demo stranger = Demo.anAgent();
        String path =
                "/v1/decisions/"
                        + Demo.post("/v1/decisions", agent.key(), write(agent))
                                .json()
                                .path("id")
                                .asText();
        FakeApprovals.approve(agent.awaitPending().id(), "alice");

        Answer person = Demo.get(path, Demo.token("alice"));
        Answer other = Demo.get(path, stranger.key());
        Answer own = Demo.get(path, agent.key());
        Answer again = Demo.get(path, agent.key());

        assertThat(person.json().path("status").asText()).isEqualTo("pending");
        assertThat(other.status()).isEqualTo(404);
        assertThat(own.json().path("outcome").asText()).isEqualTo("proceed");
        assertThat(again.json().path("outcome").asText()).isEqualTo("proceed");
    }

    @Test
    void a_used_approval_is_good_for_no_second_call() {
        Demo agent = Demo.anAgent();
        String first =
                Demo.post("/v1/decisions", agent.key(), write(agent)).json().path("id").asText();
        FakeApprovals.approve(agent.awaitPending().id(), "alice");
        Demo.get("/v1/decisions/" + first, agent.key());

        JsonNode second = Demo.post("/v1/decisions", agent.key(), write(agent)).json();

        assertThat(second.path("id").asText()).isNotEqualTo(first);
        assertThat(second.path("status").asText()).isEqualTo("pending");
    }

    @Test
    void explaining_stores_nothing_and_works_for_people_too() {
        Demo agent = Demo.anAgent();
        long before = decisions();

        JsonNode forAgent = Demo.post("/v1/explain", agent.key(), write(agent)).json();
        JsonNode forPerson =
                Demo.post(
                                "/v1/explain",
                                Demo.token("dave"),
                                "{\"agent\":\"%s\",\"tool\":\"Bash\",\"input\":{\"command\":\"rm -rf /tmp/x\"},\"cwd\":\"/a\"}"
                                        .formatted(agent.name()))
                        .json();

        assertThat(forAgent.path("effect").asText()).isEqualTo("require_approval");
        assertThat(forAgent.path("facts").isEmpty()).isFalse();
        assertThat(forPerson.path("effect").asText()).isEqualTo("deny");
        assertThat(decisions()).isEqualTo(before);
    }

    @Test
    void a_result_completes_the_story_of_its_call() {
        Demo agent = Demo.anAgent();
        String decision =
                Demo.post(
                                "/v1/decisions",
                                agent.key(),
                                "{\"session\":\"%s\",\"tool\":\"Bash\",\"input\":{\"command\":\"npm test\"},\"call\":\"c1\"}"
                                        .formatted(agent.session()))
                        .json()
                        .path("id")
                        .asText();

        JsonNode result =
                Demo.post(
                                "/v1/results",
                                agent.key(),
                                "{\"session\":\"%s\",\"tool\":\"Bash\",\"call\":\"c1\",\"succeeded\":true,\"duration_millis\":12,\"output\":{\"stdout\":\"ok\"}}"
                                        .formatted(agent.session()))
                        .json();

        assertThat(result.path("decision").asText()).isEqualTo(decision);
        assertThat(result.path("event_id").asText()).startsWith("evt_");
    }

    @Test
    void bad_orders_are_problems() {
        Demo agent = Demo.anAgent();

        assertThat(Demo.post("/v1/decisions", agent.key(), "{").status()).isEqualTo(400);
        assertThat(Demo.post("/v1/decisions", agent.key(), "{}").json().path("code").asText())
                .isEqualTo("INVALID_ORDER");
        assertThat(Demo.post("/v1/decisions", "csk_unknown", write(agent)).status()).isEqualTo(401);
        assertThat(Demo.post("/v1/decisions", Demo.token("alice"), write(agent)).status())
                .isEqualTo(403);
    }

    @Test
    void a_bypass_lifts_what_it_covers_and_each_use_is_confirmed() {
        Demo agent = Demo.anAgent();
        BypassId bypass =
                FakeApprovals.bypass(
                        new BypassScope(
                                List.of("secrets/app.yml"),
                                List.of(),
                                List.of(),
                                List.of(agent.name())));
        live.refresh();

        JsonNode covered = propose(agent, "secrets/app.yml");
        JsonNode other = propose(agent, "secrets/other.yml");
        FakeApprovals.endBypassSilently(bypass);
        JsonNode afterwards = propose(agent, "secrets/app.yml");

        assertThat(covered.path("effect").asText()).as(covered.toString()).isEqualTo("warn");
        assertThat(covered.path("outcome").asText()).isEqualTo("proceed");
        assertThat(covered.path("bypass_id").asText()).isEqualTo(bypass.value());
        assertThat(other.path("outcome").asText()).isEqualTo("block");
        assertThat(afterwards.path("outcome").asText()).isEqualTo("block");
        assertThat(FakeApprovals.uses(bypass)).isEqualTo(1);
    }

    @Test
    void a_rule_that_may_never_be_bypassed_is_not() {
        Demo agent =
                Demo.withPolicy(
                        """
                        version: "2.1"
                        agent_id: "%s"
                        rules:
                          - id: never
                            effect: deny
                            bypass: never
                            match: {paths: {any: ["secrets/**"]}}
                        """);
        FakeApprovals.bypass(
                new BypassScope(
                        List.of("secrets/**"), List.of(), List.of(), List.of(agent.name())));
        live.refresh();

        assertThat(propose(agent, "secrets/app.yml").path("outcome").asText()).isEqualTo("block");
    }

    @Test
    void a_bypass_lifts_nothing_of_a_policy_whose_terms_it_does_not_fulfil_and_the_agent_is_told() {
        Demo agent =
                Demo.withPolicy(
                        """
                        version: "2.1"
                        agent_id: "%s"
                        permissions: {filesystem: {deny: ["secrets/**"]}}
                        bypass: {require_incident: true}
                        """);
        BypassId bypass =
                FakeApprovals.bypass(
                        new BypassScope(
                                List.of("secrets/**"),
                                List.of(),
                                List.of(),
                                List.of(agent.name())));
        live.refresh();

        JsonNode denied = propose(agent, "secrets/app.yml");

        assertThat(denied.path("outcome").asText()).isEqualTo("block");
        assertThat(denied.path("reason").asText())
                .endsWith(
                        "Emergency bypass %s does not lift this, because it names no incident, and the policy demands one."
                                .formatted(bypass));
        assertThat(FakeApprovals.uses(bypass)).isZero();
    }

    @Test
    void too_many_actions_in_a_minute_are_denied() {
        Demo agent =
                Demo.withPolicy(
                        """
                        version: "2.1"
                        agent_id: "%s"
                        permissions:
                          commands: {allow: ["npm test"]}
                        constraints: {max_actions_per_minute: 3}
                        """);
        for (int i = 0; i < 3; i++) {
            assertThat(agent.proposes("Bash", "{\"command\":\"npm test\"}").permission())
                    .isEqualTo("allow");
        }

        Answer fourth = agent.proposes("Bash", "{\"command\":\"npm test\"}");

        assertThat(fourth.permission()).isEqualTo("deny");
        assertThat(fourth.reason()).contains("More than 3 actions in a minute");
    }

    private static JsonNode propose(Demo agent, String file) {
        return Demo.post(
                        "/v1/decisions",
                        agent.key(),
                        WRITE.formatted(
                                agent.session(),
                                "{\"file_path\":\"/home/dev/acme-app/%s\",\"content\":\"x\"}"
                                        .formatted(file)))
                .json();
    }

    private static String write(Demo agent) {
        return WRITE.formatted(agent.session(), Demo.PACKAGE_JSON);
    }

    private long decisions() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from decision")) {
            row.next();
            return row.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
