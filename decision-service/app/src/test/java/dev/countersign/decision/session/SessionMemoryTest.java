package dev.countersign.decision.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.Demo;
import dev.countersign.decision.Demo.Answer;
import dev.countersign.decision.FakeApprovals;
import dev.countersign.decision.Invariants;
import dev.countersign.platform.KeycloakResource;
import dev.countersign.platform.PostgresResource;
import dev.countersign.policy.history.Labels;
import dev.countersign.policy.history.RememberedFile;
import dev.countersign.policy.history.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one call leaves behind counts for the next one, on whichever replica. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KeycloakResource.class)
@QuarkusTestResource(FakeApprovals.class)
class SessionMemoryTest {

    private static final String ROOT = "/home/dev/acme-app";
    private static final String SCRIPT = ROOT + "/x.sh";
    private static final String PUSH = "git push -f\n";
    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6".repeat(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String APPROVED_READS =
            """
            version: "2.1"
            agent_id: "%s"
            rules:
              - {id: secrets, effect: warn, match: {effect: [secret.read]}}
            """;

    @Inject DataSource database;
    @Inject SessionMemory memory;

    @AfterEach
    void nothing_was_released_unapproved_and_no_secret_is_at_rest() {
        Invariants.assertNothingReleasedUnapproved(database);
        Invariants.assertNowhere(database, TOKEN);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("written, then run", List.of(write(SCRIPT, PUSH)), "bash x.sh"),
                argumentSet(
                        "a document, then sh",
                        List.of(bash("cat > x.sh <<'E'\ngit push -f\nE")),
                        "sh x.sh"),
                argumentSet(
                        "edited, then run",
                        List.of(
                                write(SCRIPT, "git status\n"),
                                call(
                                        "Edit",
                                        Map.of(
                                                "file_path",
                                                SCRIPT,
                                                "old_string",
                                                "status",
                                                "new_string",
                                                "push -f"))),
                        "./x.sh"),
                argumentSet(
                        "copied, then run",
                        List.of(write(ROOT + "/y.sh", PUSH), bash("cp y.sh x.sh")),
                        "bash x.sh"),
                argumentSet(
                        "renamed, then run",
                        List.of(write(ROOT + "/y.sh", PUSH), bash("mv y.sh x.sh")),
                        "source x.sh"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_script_of_an_earlier_call_is_judged_when_it_runs(List<Call> calls, String run) {
        Demo agent = Demo.withoutPolicy();

        calls.forEach(call -> assertProceeds(decide(agent, call)));

        JsonNode decision = decide(agent, bash(run));
        assertThat(decision.path("status").asText()).isEqualTo("pending");
        assertThat(decision.path("reason").asText()).contains("version control");
    }

    @Test
    void another_session_knows_nothing_of_it() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));

        Demo other = new Demo(agent.name(), agent.id(), agent.key(), agent.session() + "-2");

        assertProceeds(decide(other, bash("bash x.sh")));
    }

    @Test
    void what_another_replica_made_durable_counts_at_once() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, bash("bash x.sh")));
        assertProceeds(decide(agent, bash("git push")));

        atAnotherReplica(
                agent,
                new Traces(
                        Set.of(Labels.READ_SECRET),
                        Map.of(SCRIPT, RememberedFile.of(PUSH)),
                        Set.of()));

        assertThat(decide(agent, bash("bash x.sh")).path("status").asText()).isEqualTo("pending");
        assertThat(decide(agent, bash("git push")).path("rules").toString())
                .contains("egress.after.secret");
    }

    @Test
    void this_replica_goes_on_from_what_another_one_wrote() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(ROOT + "/y.sh", "ls\n")));
        atAnotherReplica(
                agent, new Traces(Set.of(), Map.of(SCRIPT, RememberedFile.of(PUSH)), Set.of()));

        assertProceeds(decide(agent, write(ROOT + "/y.sh", "bash x.sh\n")));

        assertThat(decide(agent, bash("bash y.sh")).path("status").asText()).isEqualTo("pending");
    }

    @Test
    void what_was_not_committed_never_happened() throws Exception {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, bash("ls")));

        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var traces = new Traces(Set.of(), Map.of(SCRIPT, RememberedFile.of(PUSH)), Set.of());
            memory.write(connection, Map.of(id(agent), traces));
            connection.rollback();
        }

        assertProceeds(decide(agent, bash("bash x.sh")));
        assertThat(labels(agent)).isEmpty();
    }

    @Test
    void calls_at_the_same_time_lose_nothing() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, bash("ls")));

        List<JsonNode> decisions =
                IntStream.range(0, 24)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        decide(
                                                                agent,
                                                                write(
                                                                        ROOT + "/" + i + ".sh",
                                                                        PUSH))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        decisions.forEach(SessionMemoryTest::assertProceeds);
        assertThat(labels(agent)).hasSize(24);
        for (int i = 0; i < 24; i++) {
            assertThat(explain(agent, "bash " + i + ".sh").path("effect").asText())
                    .isEqualTo("require_approval");
        }
    }

    @Test
    void a_denied_call_leaves_nothing_behind() {
        Demo agent = Demo.anAgent();

        assertThat(decide(agent, write(SCRIPT, PUSH)).path("outcome").asText()).isEqualTo("block");

        assertThat(labels(agent)).isEmpty();
    }

    @Test
    void a_released_call_leaves_its_traces() throws Exception {
        Demo agent = Demo.anAgent();
        CompletableFuture<Answer> held = agent.writesPackageJson();
        ApprovalView approval = agent.awaitPending();
        assertThat(labels(agent)).isEmpty();

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(held.get(10, TimeUnit.SECONDS).permission()).isEqualTo("allow");
        assertThat(labels(agent)).containsExactly("wrote:package.json");
    }

    @Test
    void an_approval_is_not_used_for_a_script_that_was_written_anew() throws Exception {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));
        CompletableFuture<Answer> held = agent.isHeldFor("Bash", "{\"command\":\"bash x.sh\"}");
        ApprovalView approval = agent.awaitPending();
        assertProceeds(decide(agent, write(SCRIPT, PUSH + "npm run deploy\n")));

        FakeApprovals.approve(approval.id(), "alice");

        Answer answer = held.get(10, TimeUnit.SECONDS);
        assertThat(answer.permission()).isEqualTo("deny");
        assertThat(answer.reason())
                .contains("a file that it runs or reads was written anew after people were asked");
        FakeApprovals.awaitStatus(approval.id(), ApprovalStatus.INVALIDATED);
    }

    @Test
    void nor_for_a_script_of_the_project_that_the_agent_has_changed_meanwhile() throws Exception {
        Demo agent = Demo.withoutPolicy();
        CompletableFuture<Answer> held =
                agent.isHeldFor("Bash", "{\"command\":\"bash x.sh && npm publish\"}");
        ApprovalView approval = agent.awaitPending();
        assertProceeds(decide(agent, write(SCRIPT, "ls\n")));

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(held.get(10, TimeUnit.SECONDS).permission()).isEqualTo("deny");
    }

    @Test
    void changes_of_other_files_do_not_disturb_an_approval() throws Exception {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));
        CompletableFuture<Answer> held = agent.isHeldFor("Bash", "{\"command\":\"bash x.sh\"}");
        ApprovalView approval = agent.awaitPending();
        assertProceeds(decide(agent, write(ROOT + "/y.sh", PUSH)));

        FakeApprovals.approve(approval.id(), "alice");

        assertThat(held.get(10, TimeUnit.SECONDS).permission()).isEqualTo("allow");
    }

    @Test
    void after_a_credential_was_read_connections_wait_for_people() {
        Demo agent = Demo.withPolicy(APPROVED_READS);
        assertProceeds(decide(agent, bash("git push")));

        assertProceeds(decide(agent, bash("cat .env")));

        assertThat(decide(agent, bash("git push")).path("status").asText()).isEqualTo("pending");
        assertThat(labels(agent)).containsExactly("read:secret");
    }

    @Test
    void a_result_with_a_secret_in_it_counts_as_well() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, bash("git push")));
        String result =
                write(
                        Map.of(
                                "session",
                                agent.session(),
                                "tool",
                                "Bash",
                                "succeeded",
                                true,
                                "output",
                                Map.of("stdout", "token: " + TOKEN)));

        assertThat(Demo.post("/v1/results", agent.key(), result).status()).isEqualTo(200);
        assertThat(Demo.post("/v1/results", agent.key(), result).status()).isEqualTo(200);

        assertThat(decide(agent, bash("git push")).path("status").asText()).isEqualTo("pending");
        assertThat(labels(agent)).containsExactly("read:secret");
    }

    @Test
    void a_script_is_stored_without_its_secrets_and_runs() {
        Demo agent = Demo.withoutPolicy();

        assertProceeds(decide(agent, write(SCRIPT, "export GH=" + TOKEN + "\nnpm test\n")));

        assertProceeds(decide(agent, bash("bash x.sh")));
    }

    @Test
    void explaining_uses_the_history_and_leaves_nothing() {
        Demo agent = Demo.withoutPolicy();
        assertThat(explain(agent, "echo x > /tmp/y; bash x.sh").path("effect").asText())
                .isEqualTo("warn");
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));

        JsonNode explained = explain(agent, "echo x > z; bash x.sh");

        assertThat(explained.path("effect").asText()).isEqualTo("require_approval");
        assertThat(labels(agent)).containsExactly("wrote:x.sh");
    }

    @Test
    void a_session_is_not_explained_to_others() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));
        Demo other = Demo.withoutPolicy();

        JsonNode explained = explain(new Demo("", "", other.key(), agent.session()), "bash x.sh");

        assertThat(explained.path("effect").asText()).isEqualTo("warn");
    }

    @Test
    void labels_are_only_ever_added() {
        Demo agent = Demo.withoutPolicy();
        assertProceeds(decide(agent, write(SCRIPT, PUSH)));

        assertThatThrownBy(
                        () -> {
                            try (var connection = database.getConnection();
                                    var statement = connection.createStatement()) {
                                statement.execute("delete from session_label");
                            }
                        })
                .hasMessageContaining("are only ever added");
    }

    private void atAnotherReplica(Demo agent, Traces traces) {
        String session = id(agent);
        QuarkusTransaction.requiringNew().run(() -> memory.write(new SessionId(session), traces));
    }

    private static String id(Demo agent) {
        for (JsonNode found : Demo.get("/v1/sessions?limit=200", Demo.token("bob")).json()) {
            if (found.path("native_session").asText().equals(agent.session())) {
                return found.path("id").asText();
            }
        }
        throw new AssertionError("no session " + agent.session());
    }

    private static List<String> labels(Demo agent) {
        JsonNode session = Demo.get("/v1/sessions/" + id(agent), Demo.token("bob")).json();
        return JSON.convertValue(
                session.path("labels"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static void assertProceeds(JsonNode decision) {
        assertThat(decision.path("outcome").asText()).as(decision.toString()).isEqualTo("proceed");
    }

    private static JsonNode decide(Demo agent, Call call) {
        return Demo.post("/v1/decisions", agent.key(), call.order(agent.session())).json();
    }

    private static JsonNode explain(Demo agent, String command) {
        return Demo.post("/v1/explain", agent.key(), bash(command).order(agent.session())).json();
    }

    private static Call write(String path, String content) {
        return call("Write", Map.of("file_path", path, "content", content));
    }

    private static Call bash(String command) {
        return call("Bash", Map.of("command", command));
    }

    private static Call call(String tool, Map<String, Object> input) {
        return new Call(tool, input);
    }

    private record Call(String tool, Map<String, Object> input) {
        String order(String session) {
            return write(Map.of("session", session, "tool", tool, "input", input, "cwd", ROOT));
        }
    }

    private static String write(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
