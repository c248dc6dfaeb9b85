package dev.countersign.decision.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.platform.TestKeycloak;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** To the client anything but 200 is consent, so every failure is a refusal in its own form. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class HookFailuresTest {

    private static final String NPM_TEST = "{\"command\":\"npm test\"}";
    private static final String HOOK = "/v1/hooks/claude-code";

    @Inject DataSource database;

    @AfterEach
    void nothing_was_released_unapproved() {
        Invariants.assertNothingReleasedUnapproved(database);
    }

    @Test
    void malformed_payloads() {
        Demo agent = Demo.anAgent();

        for (String payload :
                new String[] {"", "{", "[]", "null", "{\"session_id\":1}", "\u0000"}) {
            Answer answer = Demo.post(HOOK, agent.key(), payload);

            assertRefused(answer, "Countersign does not understand this hook's payload");
        }
    }

    @Test
    void names_that_are_too_long_and_arguments_that_cannot_be_bound() {
        Demo agent = Demo.anAgent();

        assertRefused(agent.proposes("x".repeat(300), "{}"), "'tool' takes 1 to 200 characters.");
        assertRefused(
                agent.proposes("Other", "{\"n\":9007199254740993}"),
                "The arguments cannot be bound to a decision");
    }

    @Test
    void a_missing_an_unknown_and_somebody_elses_key() {
        Demo agent = Demo.anAgent();
        String payload = agent.payload("Bash", NPM_TEST);

        assertRefused(Demo.post(HOOK, "", payload), "does not accept this agent's key");
        assertRefused(Demo.post(HOOK, "csk_nonsense", payload), "does not accept this agent's key");
        assertRefused(Demo.post(HOOK, "nonsense", payload), "does not accept this agent's key");
        assertRefused(
                Demo.post(HOOK, Demo.token("dave"), payload), "does not accept this agent's key");
        assertRefused(
                Demo.post(HOOK, TestKeycloak.start().serviceToken("approval-service"), payload),
                "does not accept this agent's key");
    }

    @Test
    void a_revoked_key_acts_at_once() {
        Demo agent = Demo.anAgent();
        Answer before = agent.proposes("Bash", NPM_TEST);
        String handle =
                Demo.get("/v1/agents/" + agent.id(), Demo.token("erin"))
                        .json()
                        .at("/keys/0/handle")
                        .asText();

        Answer revoked =
                Demo.send(
                        Demo.request(
                                        "/v1/agents/" + agent.id() + "/keys/" + handle,
                                        Demo.token("erin"))
                                .DELETE());

        assertThat(before.permission()).isEqualTo("allow");
        assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
        assertRefused(agent.proposes("Bash", NPM_TEST), "revoked");
    }

    @Test
    void an_expired_key_lets_nothing_through() {
        Demo agent = Demo.anAgent();
        Answer before = agent.proposes("Bash", NPM_TEST);

        execute(
                "update agent_key set expires_at = now() - interval '1 second' where agent_id = '%s'"
                        .formatted(agent.id()));

        assertThat(before.permission()).isEqualTo("allow");
        assertRefused(agent.proposes("Bash", NPM_TEST), "expired");
    }

    @Test
    void a_payload_that_is_too_large_whether_it_says_so_or_not() {
        Demo agent = Demo.anAgent();
        String payload =
                agent.payload("Write", "{\"content\":\"%s\"}".formatted("x".repeat(5_000_000)));

        Answer announced = Demo.post(HOOK, agent.key(), payload);
        Answer chunked =
                Demo.send(
                        Demo.request(HOOK, agent.key())
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () ->
                                                        new ByteArrayInputStream(
                                                                payload.getBytes()))));

        assertRefused(announced, "At most 4,194,304 bytes are read.");
        assertRefused(chunked, "At most 4,194,304 bytes are read.");
    }

    @Test
    void whatever_it_says_of_its_form_a_call_is_read() {
        Demo agent = Demo.anAgent();

        for (String[] header :
                new String[][] {
                    {"Content-Type", "garbage"},
                    {"Content-Type", ";;;"},
                    {"Content-Type", "text/plain"},
                    {"Content-Type", "multipart/form-data"},
                    {"Accept", "text/html"},
                    {"Accept", "garbage"}
                }) {
            assertThat(proposes(agent, "npm test", header).permission())
                    .as(String.join(": ", header))
                    .isEqualTo("allow");
            assertThat(proposes(agent, "rm -rf /", header).permission())
                    .as(String.join(": ", header))
                    .isEqualTo("deny");
        }
    }

    private static Answer proposes(Demo agent, String command, String... headers) {
        String payload = agent.payload("Bash", "{\"command\":\"%s\"}".formatted(command));
        return Demo.send(
                Demo.request(HOOK, agent.key())
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(payload)));
    }

    @Test
    void names_that_cannot_be_kept() {
        Demo agent = Demo.anAgent();
        String payload = agent.payload("Bash", NPM_TEST);

        for (String[] change :
                new String[][] {
                    {"session", agent.session(), "a\\u0000b"},
                    {"session", agent.session(), "a\\ud800b"},
                    {"tool", "\"Bash\"", "\"Ba\\u0000sh\""},
                    {"cwd", "/home/dev/acme-app", "/home\\u0000"},
                    {"call", "toolu_", "toolu_\\u0000"}
                }) {
            assertRefused(
                    Demo.post(HOOK, agent.key(), payload.replace(change[1], change[2])),
                    "'%s' holds a null character or half a surrogate pair.".formatted(change[0]));
        }
    }

    @Test
    void a_call_of_a_client_whose_timer_nobody_can_read_is_not_held() {
        Demo agent = Demo.anAgent();

        Answer answer =
                Demo.send(
                        agent.holding("Write", Demo.PACKAGE_JSON)
                                .header("Countersign-Wait", "soon"));

        assertRefused(
                answer,
                "It was not held, because Countersign-Wait says 'soon' instead of a number of seconds; tell your operator.");
        assertThat(agent.awaitPending()).isNotNull();
    }

    @Test
    void events_at_which_no_call_is_decided() {
        Demo agent = Demo.anAgent();
        String payload = agent.payload("Bash", NPM_TEST);

        Answer asked =
                Demo.post(HOOK, agent.key(), payload.replace("PreToolUse", "PermissionRequest"));
        Answer unknown =
                Demo.post(HOOK, agent.key(), payload.replace("PreToolUse", "BeforeToolUse"));

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().at("/hookSpecificOutput/decision/behavior").asText())
                .isEqualTo("deny");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().path("decision").asText()).isEqualTo("block");
        assertThat(unknown.json().path("reason").asText())
                .isEqualTo(
                        "Countersign does not decide calls at the event 'BeforeToolUse', so this call may not run. Tell your operator to register the hook for the event that comes before every call.");
    }

    @Test
    void a_database_that_does_not_take_the_decision() {
        Demo agent = Demo.anAgent();
        agent.proposes("Bash", NPM_TEST);
        execute("alter table outbox rename to outbox_away");

        Answer refused = agent.proposes("Bash", NPM_TEST);
        Answer held = agent.proposes("Write", Demo.PACKAGE_JSON);

        execute("alter table outbox_away rename to outbox");
        assertRefused(refused, "could not be made durable");
        assertThat(held.permission()).isEqualTo("deny");
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
    }

    @Test
    void an_unknown_product_is_not_found() {
        Demo agent = Demo.anAgent();

        Answer answer = Demo.post("/v1/hooks/notepad", agent.key(), "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asText()).isEqualTo("NO_SUCH_CLIENT");
    }

    @Test
    void what_is_reported_afterwards_is_never_in_the_way() {
        Demo agent = Demo.anAgent();
        String before = agent.payload("Bash", NPM_TEST);
        Demo.post(HOOK, agent.key(), before);

        Answer result = Demo.post(HOOK, agent.key(), before.replace("PreToolUse", "PostToolUse"));
        Answer failure =
                Demo.post(HOOK, agent.key(), before.replace("PreToolUse", "PostToolUseFailure"));
        Answer start = Demo.post(HOOK, agent.key(), before.replace("PreToolUse", "SessionStart"));
        Answer end = Demo.post(HOOK, agent.key(), before.replace("PreToolUse", "SessionEnd"));
        Answer other = Demo.post(HOOK, agent.key(), before.replace("PreToolUse", "Notification"));

        for (Answer answer : new Answer[] {result, failure, start, end, other}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{}");
        }
        assertThat(agent.proposes("Bash", NPM_TEST).permission()).isEqualTo("allow");
    }

    @Test
    void edits_to_the_guards_own_settings_are_denied() {
        Demo agent = Demo.anAgent();

        for (String file :
                new String[] {
                    "/home/dev/acme-app/.claude/settings.json",
                    "/home/dev/.claude/settings.local.json",
                    "/etc/claude-code/managed-settings.json"
                }) {
            Answer answer =
                    agent.proposes(
                            "Write", "{\"file_path\":\"%s\",\"content\":\"{}\"}".formatted(file));

            assertThat(answer.permission()).as(file + answer.text()).isEqualTo("deny");
        }
    }

    private static void assertRefused(Answer answer, String because) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.permission()).as(answer.text()).isEqualTo("deny");
        assertThat(answer.reason()).contains(because);
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
