package dev.countersign.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.cli.Ran;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.connection.FakePolicies;
import dev.countersign.cli.terminal.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {

    private static final String CHANGES =
            """
            {"policy_version":"2.1+sha256:abc","from":"2026-10-21T12:00:00Z","replayed":340,"approximate":3,"left":1,
             "cut":"2026-11-01T00:00:00Z","changed":1,
             "steps":[{"before":"allow","after":"allow","calls":339},{"before":"allow","after":"deny","calls":1}],
             "changes":[{"id":"dec_1","time":"2026-11-19T12:00:00Z","agent":"code-assistant","session":"ses_1","tool":"Bash",
               "headline":"Runs npm test","before":"allow","after":"deny","rules_before":[],
               "rules_after":["permissions.commands.deny[npm test]"],"reason":"no","doubts":["masked"]}]}\
            """;

    private static final String NONE =
            """
            {"policy_version":"2.1+sha256:abc","from":"2026-10-21T12:00:00Z","replayed":3,"approximate":0,"left":0,
             "cut":null,"changed":0,"steps":[{"before":"allow","after":"allow","calls":3}],"changes":[]}\
            """;

    @TempDir private Path folder;
    private FakePolicies service;

    @BeforeEach
    void start() throws Exception {
        service = new FakePolicies();
        Files.writeString(
                folder.resolve("new.yml"),
                "version: \"2.1\"\npermissions: {commands: {deny: [\"npm test\"]}}\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran simulate(String... arguments) {
        return simulate(service.environment(), arguments);
    }

    private Ran simulate(Map<String, String> environment, String... arguments) {
        return Ran.knowing(
                environment,
                folder,
                Stream.concat(Stream.of("simulate", "--policy", "new.yml"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Ran replay(String log, String... more) throws Exception {
        Files.writeString(folder.resolve("log.jsonl"), log);
        return simulate(
                Map.of(),
                Stream.concat(Stream.of("--agent-log", "log.jsonl"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void changes_are_shown_and_are_findings() {
        service.replies("/v1/policies/simulate", 200, CHANGES);

        Ran ran = simulate("--since", "30d", "--agent", "code assistant");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .isEqualTo(
                        """
                        1 of 340 recorded calls would be decided otherwise.
                        3 are approximate: a secret was masked, or their session began earlier.
                        1 were not compared: a bypass let them go on, their session had been killed, or a part of them is missing.
                        Calls before 2026-11-01T00:00:00Z were left out; --limit takes more.

                          allow  →  deny  1

                        All of them, the newest first
                          allow  deny  Runs npm test  permissions.commands.deny[npm test]  dec_1  approximate
                        """);
        assertThat(ran.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(service.calls)
                .containsExactly(
                        "POST /v1/policies/simulate?since=30d&agent=code+assistant application/yaml");
        assertThat(service.bodies.getFirst()).contains("npm test");
    }

    @Test
    void without_changes_all_is_fine() {
        service.replies("/v1/policies/simulate", 200, NONE);

        assertThat(simulate("--limit", "3"))
                .isEqualTo(
                        new Ran(
                                ExitStatus.FINE,
                                "0 of 3 recorded calls would be decided otherwise.\n",
                                ""));
    }

    @Test
    void the_answer_can_be_had_as_it_came() {
        service.replies("/v1/policies/simulate", 200, CHANGES);

        assertThat(simulate("--json").out()).isEqualTo(CHANGES + "\n");
    }

    @Test
    void nothing_is_simulated_without_a_service_that_answers() {
        Map<String, String> elsewhere = new HashMap<>(service.environment());
        elsewhere.put(Connection.URL, "http://127.0.0.1:1");

        assertThat(simulate(elsewhere).status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(simulate().status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void a_log_is_replayed_by_the_present_policy_and_the_new_one_without_a_service()
            throws Exception {
        Ran ran =
                replay(
                        """
                        {"tool":"Bash","input":{"command":"npm test"},"cwd":"/w","session":"s"}
                        {"tool":"Bash","input":{"command":"ls"},"cwd":"/w","session":"s"}
                        {"tool":"Bash","input":{"command":"npm test"},"cwd":"/w","session":"s","effect":"deny"}
                        """);

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                ExitStatus.FINDINGS,
                                """
                                1 of 3 recorded calls would be decided otherwise.

                                  warn  →  deny  1

                                All of them, the newest first
                                  warn  deny  npm test  permissions.commands.deny[npm test]  line 1
                                """,
                                ""));
    }

    @Test
    void a_log_knows_what_a_session_did_before_and_shows_no_secret() throws Exception {
        Ran ran =
                replay(
                        """
                        {"tool":"Write","input":{"file_path":"x.sh","content":"rm -rf ~/"},"cwd":"/w","session":"s","effect":"warn"}
                        {"tool":"Bash","input":{"command":"TOKEN=ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 sh x.sh"},"cwd":"/w","session":"s","effect":"warn"}
                        """);

        assertThat(ran.status()).isEqualTo(ExitStatus.FINDINGS);
        assertThat(ran.out()).contains("warn  →  deny").doesNotContain("ghp_a1B2");
    }

    @Test
    void a_line_that_cannot_be_read_is_told_with_its_place() throws Exception {
        assertThat(replay("{\"tool\":\"Bash\",\n"))
                .satisfies(
                        ran -> {
                            assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
                            assertThat(ran.err()).startsWith("log.jsonl:1: ");
                        });
    }

    @Test
    void only_the_calls_of_one_agent_are_replayed_if_it_is_named() throws Exception {
        Ran ran =
                replay(
                        """
                        {"tool":"Bash","input":{"command":"npm test"},"agent":"a","session":"s","effect":"allow"}
                        {"tool":"Bash","input":{"command":"npm test"},"agent":"b","session":"t","effect":"allow"}
                        """,
                        "--agent",
                        "a");

        assertThat(ran.out()).startsWith("1 of 1 recorded calls");
    }
}
