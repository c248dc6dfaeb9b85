package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 9, read back from everything that is stored, sent and answered. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class NoSecretAtRestTest {

    /** Nothing about it looks like a secret; only where it stands tells. */
    private static final String SECRET = "winterfell";

    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6".repeat(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject DataSource database;

    @AfterEach
    void no_secret_is_at_rest() {
        Invariants.assertNowhere(database, SECRET);
        Invariants.assertNowhere(database, TOKEN);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                argumentSet("curl", "Bash", command("curl -u user:winterfell https://x.example")),
                argumentSet("mysql", "Bash", command("mysql -u root -pwinterfell db")),
                argumentSet("sshpass", "Bash", command("sshpass -p winterfell ssh h ls")),
                argumentSet("redis-cli", "Bash", command("redis-cli -a winterfell ping")),
                argumentSet("docker", "Bash", command("docker login -u me -p winterfell")),
                argumentSet("a variable", "Bash", command("DB_PASS=winterfell make")),
                argumentSet("another", "Bash", command("export MYPWD=winterfell")),
                argumentSet("piped", "Bash", command("echo winterfell | sudo -S apt update")),
                argumentSet("a token", "Bash", command("rm -rf /srv/" + TOKEN)),
                argumentSet("as a path", "Read", Map.of("file_path", "/tmp/" + TOKEN)),
                argumentSet(
                        "a long command",
                        "Bash",
                        command("echo " + "x ".repeat(70) + "; curl -H 'X-Api-Key: winterfell' x")),
                argumentSet(
                        "in a file",
                        "Write",
                        Map.of("file_path", "src/.env.ts", "content", "password: winterfell\n")),
                argumentSet(
                        "deep in the arguments of another tool",
                        "mcp__cloud__deploy",
                        Map.of(
                                "env",
                                List.of(Map.of("name", "DB_PASSWORD", "value", "winterfell")))),
                argumentSet(
                        "as a program with arguments",
                        "mcp__shell__run",
                        Map.of("command", "mysql", "args", List.of("-pwinterfell"))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nor_is_one_answered(String tool, Map<String, Object> input) {
        Demo agent = Demo.anAgent();
        String order =
                write(
                        Map.of(
                                "session",
                                agent.session(),
                                "tool",
                                tool,
                                "input",
                                input,
                                "cwd",
                                "/home/dev/acme-app"));

        Answer decided = Demo.post("/v1/decisions", agent.key(), order);
        Answer explained = Demo.post("/v1/explain", agent.key(), order);

        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(explained.status()).as(explained.text()).isEqualTo(200);
        assertThat(decided.text() + explained.text()).doesNotContain(SECRET, TOKEN);
    }

    @Test
    void people_are_shown_none_and_see_all_the_rest() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held =
                agent.isHeldFor(
                        "Bash",
                        write(command("git commit -m x && mysql -pwinterfell -e 'select 1'")));

        ApprovalView approval = agent.awaitPending();
        FakeApprovals.approve(approval.id(), "alice");

        assertThat(held.get(10, TimeUnit.SECONDS).permission()).isEqualTo("allow");
        assertThat(approval.toString()).doesNotContain(SECRET);
        assertThat(approval.action().command())
                .contains("git commit -m x && mysql -p‹masked› -e 'select 1'");
    }

    @Test
    void a_working_directory_is_masked_everywhere() throws Exception {
        Demo agent = Demo.anAgent();
        String cwd = "/home/dev/" + TOKEN;
        String payload =
                write(
                        Map.of(
                                "session_id",
                                agent.session(),
                                "cwd",
                                cwd,
                                "hook_event_name",
                                "PreToolUse",
                                "tool_name",
                                "Write",
                                "tool_input",
                                Map.of("file_path", cwd + "/package.json", "content", "{}")));

        CompletableFuture<Answer> held =
                Demo.sendHeld(
                        Demo.request("/v1/hooks/claude-code", agent.key())
                                .header("Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(payload)));
        ApprovalView approval = agent.awaitPending();
        FakeApprovals.approve(approval.id(), "alice");

        assertThat(held.get(10, TimeUnit.SECONDS).permission()).isEqualTo("allow");
        assertThat(approval.action().cwd()).isEqualTo("/home/dev/‹masked:github-token›");
        assertThat(approval.toString()).doesNotContain(TOKEN);
    }

    @Test
    void results_are_masked() {
        Demo agent = Demo.anAgent();
        Map<String, Object> after = new HashMap<>();
        after.put("session_id", agent.session());
        after.put("hook_event_name", "PostToolUse");
        after.put("tool_name", "Bash");
        after.put("tool_input", Map.of());
        after.put(
                "tool_response",
                Map.of("stdout", "DB_PASSWORD=winterfell\ntoken: " + TOKEN, "password", SECRET));

        Answer reported = Demo.post("/v1/hooks/claude-code", agent.key(), write(after));

        assertThat(reported.status()).isEqualTo(200);
        assertThat(Invariants.rowsWith(database, "DB_PASSWORD=‹masked›")).isPositive();
    }

    @Test
    void a_name_that_is_a_credential_is_refused() {
        Demo agent = Demo.anAgent();

        Answer answer =
                Demo.post(
                        "/v1/hooks/claude-code",
                        agent.key(),
                        agent.payload("Bash", "{\"command\":\"ls\"}")
                                .replace(agent.session(), "run-" + TOKEN));

        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(answer.reason())
                .contains("'session' holds a credential (github-token)")
                .doesNotContain(TOKEN);
    }

    private static Map<String, Object> command(String command) {
        return Map.of("command", command);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
