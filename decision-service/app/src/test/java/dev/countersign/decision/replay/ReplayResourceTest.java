package dev.countersign.decision.replay;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
@QuarkusTestResource(value = FakeAudit.class, restrictToAnnotatedClass = true)
class ReplayResourceTest {

    private static final String DENIES_TESTS =
            """
            version: "2.1"
            permissions:
              commands: {deny: ["npm test"]}
            """;

    /** Of the agent's own name, for that is what it has a policy for. */
    private static String deniesTests(Demo agent) {
        return "agent_id: %s\n".formatted(agent.name()) + DENIES_TESTS;
    }

    @Inject DataSource database;
    @Inject Turn turn;

    @BeforeEach
    void listen() {
        FakeAudit.reads(database);
    }

    private static Answer simulate(String query, String user, String policy) {
        return Demo.send(
                Demo.request("/v1/policies/simulate" + query, Demo.token(user))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(policy)));
    }

    @Test
    void the_decisions_that_would_change_are_told_newest_first_and_counted() {
        Demo agent = Demo.anAgent();
        agent.proposes("Bash", "{\"command\":\"npm test\"}");
        agent.proposes("Read", "{\"file_path\":\"/home/dev/acme-app/src/a.ts\"}");
        agent.proposes("Bash", "{\"command\":\"npm test -- --watch\"}");

        Answer answer = simulate("?agent=" + agent.name(), "erin", deniesTests(agent));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode seen = answer.json();
        assertThat(seen.path("replayed").asInt()).as(answer.text()).isEqualTo(3);
        assertThat(seen.path("changed").asInt()).isEqualTo(2);
        assertThat(seen.path("steps").toString())
                .isEqualTo(
                        """
                        [{"before":"allow","after":"allow","calls":1},{"before":"allow","after":"deny","calls":2}]\
                        """);
        JsonNode newest = seen.at("/changes/0");
        assertThat(newest.path("headline").asText()).contains("npm test -- --watch");
        assertThat(newest.path("id").asText()).startsWith("dec_");
        assertThat(newest.path("agent").asText()).isEqualTo(agent.name());
        assertThat(newest.path("before").asText()).isEqualTo("allow");
        assertThat(newest.path("after").asText()).isEqualTo("deny");
        assertThat(newest.path("rules_after").toString())
                .isEqualTo("[\"permissions.commands.deny[npm test]\"]");
        assertThat(newest.path("doubts").size()).isZero();
        assertThat(seen.path("cut").isNull()).isTrue();
    }

    @Test
    void too_many_calls_are_cut_and_that_is_said() {
        Demo agent = Demo.anAgent();
        for (int i = 0; i < 10; i++) {
            agent.proposes("Bash", "{\"command\":\"npm test\"}");
        }

        JsonNode all = simulate("?agent=" + agent.name(), "carol", deniesTests(agent)).json();
        JsonNode cut =
                simulate("?limit=4&agent=" + agent.name(), "carol", deniesTests(agent)).json();

        assertThat(all.path("replayed").asInt()).isEqualTo(10);
        assertThat(cut.path("replayed").asInt()).isEqualTo(4);
        assertThat(cut.path("cut").asText()).isNotBlank();
        assertThat(cut.path("approximate").asInt()).isEqualTo(4);
    }

    @Test
    void nothing_is_stored_and_nothing_is_held() throws SQLException {
        Demo agent = Demo.anAgent();
        agent.proposes("Bash", "{\"command\":\"npm test\"}");
        String before = everything();

        Answer answer =
                simulate(
                        "?agent=" + agent.name(),
                        "erin",
                        """
                version: "2.1"
                permissions: {commands: {allow: ["npm test"]}}
                constraints: {require_human_approval: [{command_pattern: "npm test"}]}
                """);

        assertThat(answer.json().path("replayed").asInt()).as(answer.text()).isEqualTo(1);
        assertThat(everything()).isEqualTo(before);
        assertThat(FakeApprovals.of(agent.session())).isEmpty();
    }

    @Test
    void no_secret_is_in_the_answer() {
        Demo agent = Demo.anAgent();
        String secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        agent.proposes(
                "Bash",
                "{\"command\":\"git clone https://x:%s@github.com/a/b\"}".formatted(secret));

        Answer answer =
                simulate(
                        "?agent=" + agent.name(),
                        "erin",
                        """
                        version: "2.1"
                        agent_id: %s
                        rules: [{id: all, effect: kill, match: {tool: Bash}}]
                        """
                                .formatted(agent.name()));

        assertThat(answer.json().path("changed").asInt()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text()).doesNotContain(secret, "ghp_").contains("\"masked\"");
    }

    @Test
    void an_uploaded_policy_is_tried_by_its_name() {
        Demo agent = Demo.anAgent();
        agent.proposes("Bash", "{\"command\":\"npm test\"}");
        String id =
                Demo.send(
                                Demo.request("/v1/policies", Demo.token("erin"))
                                        .header("Content-Type", "application/yaml")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        deniesTests(agent))))
                        .json()
                        .path("id")
                        .asText();

        Answer answer = simulate("?policy=" + id + "&agent=" + agent.name(), "alice", "");

        assertThat(answer.json().path("changed").asInt()).as(answer.text()).isEqualTo(1);
    }

    @Test
    void calls_of_agents_that_the_policy_is_not_for_are_left_out() {
        Demo agent = Demo.anAgent();
        agent.proposes("Bash", "{\"command\":\"npm test\"}");

        Answer answer =
                simulate(
                        "?agent=" + agent.name(),
                        "erin",
                        "agent_id: somebody-else\n" + DENIES_TESTS);

        assertThat(answer.json().path("replayed").asInt()).as(answer.text()).isZero();
    }

    @Test
    void what_people_always_approved_is_suggested_with_its_evidence() {
        Demo agent = Demo.withoutPolicy();
        String first = "";
        for (int i = 0; i < 6; i++) {
            Demo run = new Demo(agent.name(), agent.id(), agent.key(), agent.session() + i % 2);
            Answer held =
                    Demo.post(
                            "/v1/decisions",
                            agent.key(),
                            """
                            {"session":"%s","tool":"Bash","input":{"command":"frobnicate sync -v"},"cwd":"/home/dev/%d"}
                            """
                                    .formatted(run.session(), i));
            assertThat(held.json().path("effect").asText())
                    .as(held.text())
                    .isEqualTo("require_approval");
            String id = held.json().path("id").asText();
            first = first.isEmpty() ? id : first;
            FakeAudit.resolved(id, agent.name(), "approved", i % 2 == 0 ? "alice" : "bob");
        }

        Answer answer =
                Demo.get("/v1/policies/suggestions?agent=" + agent.name(), Demo.token("erin"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode suggested = answer.json().at("/suggestions/0");
        assertThat(suggested.path("match").asText())
                .as(answer.text())
                .isEqualTo("{command: [\"frobnicate sync -v\"]}");
        assertThat(suggested.path("calls").asInt()).isEqualTo(6);
        assertThat(suggested.path("people").asInt()).isEqualTo(2);
        assertThat(suggested.path("examples").get(0).asText()).isEqualTo(first);
        assertThat(answer.json().path("yaml").asText()).contains("# Held and always approved");
    }

    @Test
    void only_those_who_answer_for_policies_may_look() {
        assertThat(simulate("", "dave", DENIES_TESTS).status()).isEqualTo(403);
        assertThat(simulate("", "bob", DENIES_TESTS).status()).isEqualTo(403);
        assertThat(Demo.get("/v1/policies/suggestions", Demo.token("dave")).status())
                .isEqualTo(403);
        assertThat(Demo.get("/v1/policies/suggestions", Demo.anAgent().key()).status())
                .isIn(401, 403);
    }

    @Test
    void what_is_no_policy_no_time_or_no_number_is_refused_with_its_reason() {
        Answer policy = simulate("", "erin", "version: \"2.1\"\npermisions: {}\n");

        assertThat(policy.status()).isEqualTo(422);
        assertThat(policy.json().at("/details/errors/0/line").asInt()).isEqualTo(2);
        assertThat(simulate("?since=soon", "erin", DENIES_TESTS).status()).isEqualTo(400);
        assertThat(simulate("?limit=0", "erin", DENIES_TESTS).status()).isEqualTo(400);
        assertThat(simulate("", "erin", "").json().path("code").asText())
                .isEqualTo("INVALID_ORDER");
        assertThat(simulate("?policy=pol_none", "erin", "").status()).isEqualTo(404);
    }

    @Test
    void without_the_audit_log_nothing_is_said_to_be_fine() {
        FakeAudit.isDown();

        Answer answer = simulate("", "erin", DENIES_TESTS);

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    }

    @Test
    void a_second_one_at_the_same_time_is_refused() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(
                    () ->
                            turn.take(
                                    () -> {
                                        begun.countDown();
                                        awaited(end);
                                        return true;
                                    }));
            begun.await();

            Answer second = simulate("", "erin", DENIES_TESTS);

            end.countDown();
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.json().path("code").asText()).isEqualTo("REPLAY_RUNNING");
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String everything() throws SQLException {
        try (Connection connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                """
                                select (select count(*) from decision), (select count(*) from outbox),
                                    (select count(*) from policy), (select count(*) from hold),
                                    (select sum(revision) from session), (select count(*) from session)
                                """);
                var row = query.executeQuery()) {
            row.next();
            var all = new StringBuilder();
            for (int i = 1; i <= 6; i++) {
                all.append(row.getString(i)).append(' ');
            }
            return all.toString();
        }
    }
}
