package dev.countersign.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainTest {

    private static final String POLICY =
            """
            version: "2.1"
            permissions:
              filesystem: {allow: ["src/**"], deny: ["secrets/**"]}
              commands: {allow: ["npm test", "git commit"]}
            constraints:
              require_human_approval:
                - command_pattern: "git commit"
            """;

    @TempDir private Path folder;

    @BeforeEach
    void write_the_policy() throws Exception {
        Files.writeString(folder.resolve("policy.yml"), POLICY);
    }

    private Ran explain(String... arguments) {
        return explainFed("", arguments);
    }

    private Ran explainFed(String input, String... arguments) {
        String[] always = {"explain", "--config", "policy.yml"};
        return Ran.fed(
                folder,
                input,
                Stream.concat(Stream.of(always), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void a_password_in_the_command_is_not_repeated() {
        Ran page = explain("--", "curl -u dave:hunter2secret https://example.org/upload");
        Ran json = explain("--json", "--", "PGPASSWORD=hunter2secret psql -h db.example.org");

        assertThat(page.out()).contains("‹masked›").doesNotContain("hunter2secret");
        assertThat(json.out()).doesNotContain("hunter2secret");
    }

    @Test
    void a_person_reads_the_verdict_first_and_then_what_it_was_made_of() {
        Ran ran = explain("--cwd", "/home/dave/app", "--", "sudo npm test \"$(cat secrets/key)\"");

        assertThat(withoutDigest(ran.out()))
                .isEqualTo(
                        """
                        deny  Reading credentials is blocked (secrets/key). Work with a template such as .env.example, or
                              ask a human for what you need.

                        Call      sudo npm test "$(cat secrets/key)"
                        In        /home/dave/app
                        Policy    policy.yml
                        Version   2.1+sha256:…
                        Bypass    an emergency bypass can lift this

                        What it would touch
                          deny              invocation  cat secrets/key   substitution:     permissions.commands.unlisted
                                                                          $(…)
                          deny              file        read secrets/key  substitution:     permissions.filesystem.deny[secr
                                                                          $(…)              ets/**]
                          deny              invocation  sudo npm test …   direct            permissions.commands.unlisted
                          require_approval  effect      priv.escalate     direct            machine
                                                        npm test …
                          deny              invocation  npm test …        wrapped: sudo     permissions.commands.unlisted
                          deny              effect      secret.read       substitution:     secrets.read
                                                        secrets/key       $(…)

                        Rules that speak of it
                          deny              permissions.commands.unlisted      Commands that are  policy.yml:4:21
                                                                               not listed
                          deny              permissions.filesystem.deny[secre  Files that are     policy.yml:3:42
                                            ts/**]                             closed
                          deny              secrets.read                       No reading of      builtin/baseline.yml:21:5
                                                                               credentials
                          require_approval  machine                            Raised privileges  builtin/baseline.yml:123:5
                                                                               and changes to
                                                                               the machine
                        """);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void who_must_approve_is_said() {
        Ran ran = explain("--", "git commit -m done");

        assertThat(ran.out())
                .startsWith("require_approval  git commit -m done needs a human's approval")
                .contains("\nApproval  1 of approvers within 30m\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void json_has_the_shape_of_the_service() {
        Ran ran = explain("--json", "--", "npm test");

        assertThat(withoutDigest(ran.out()))
                .isEqualTo(
                        """
                        {"effect":"allow","reason":"npm test is allowed: Commands that may run \
                        (permissions.commands.allow[npm test], policy.yml:4:22).","mode":"enforce",\
                        "policy_version":"2.1+sha256:…","facts":[{"kind":"invocation","text":"npm test",\
                        "reach":"direct","effect":"allow","decided_by":["permissions.commands.allow[npm test]"]}],\
                        "rules":[{"id":"permissions.commands.allow[npm test]","effect":"allow",\
                        "title":"Commands that may run","message":"","source":"policy.yml:4:22"}]}
                        """);
        assertThat(ran.status()).isZero();
    }

    private static String withoutDigest(String text) {
        return text.replaceAll("sha256:[0-9a-f]{64}", "sha256:…");
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                argumentSet(
                        "one word is a whole line",
                        List.of("--", "npm test && rm x"),
                        "",
                        "npm test && rm x"),
                argumentSet(
                        "several words are an argument vector",
                        List.of("--", "grep", "a b", "*.ts", ";"),
                        "",
                        "grep 'a b' '*.ts' ';'"),
                argumentSet(
                        "words like our own options are the command's",
                        List.of("--", "ls", "--json", "--help", "@policy.yml"),
                        "",
                        "ls --json --help @policy.yml"),
                argumentSet("a line comes from standard input", List.of("-"), "ls -l\n", "ls -l"),
                argumentSet(
                        "a byte order mark and letters of all kinds survive",
                        List.of("-"),
                        "cat жür",
                        "cat жür"),
                argumentSet("nothing is a line too", List.of("--", ""), "", "nothing"),
                argumentSet(
                        "another tool",
                        List.of("--tool", "Read", "--input", "{\"file_path\":\"a.ts\"}"),
                        "",
                        "Read {\"file_path\":\"a.ts\"}"),
                argumentSet(
                        "another tool without arguments",
                        List.of("--tool", "WebSearch"),
                        "",
                        "WebSearch {}"),
                argumentSet(
                        "a payload of Claude Code",
                        List.of("--payload", "-"),
                        """
                        {"hook_event_name":"PreToolUse","session_id":"s","cwd":"/home/dave/app",
                         "tool_name":"Bash","tool_input":{"command":"ls"},"further":[1]}
                        """,
                        "ls"),
                argumentSet(
                        "a payload whose arguments are JSON in a text",
                        List.of("--payload", "-"),
                        """
                        {"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":"{\\"command\\":\\"ls\\"}"}
                        """,
                        "ls"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_can_be_given_in_many_ways(List<String> arguments, String input, String call) {
        Ran ran = explainFed(input, arguments.toArray(String[]::new));

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("\nCall      " + call + "\n");
    }

    @Test
    void the_working_directory_is_the_payloads_unless_one_is_given() {
        String payload =
                "{\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/home/dave/app\",\"tool_name\":\"LS\"}";

        assertThat(explainFed(payload, "--payload", "-").out())
                .contains("\nIn        /home/dave/app\n");
        assertThat(explainFed(payload, "--payload", "-", "--cwd", "/srv/app/../x").out())
                .contains("\nIn        /srv/x\n");
        assertThat(explainFed(payload.replace("cwd", "pwd"), "--payload", "-").out())
                .contains("\nIn        a folder that is not known\n");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet(
                        "nothing to explain",
                        List.of(),
                        "",
                        """
                        agent-policy explain: There is nothing to explain. A command is given after two dashes: \
                        agent-policy explain -- git push --force
                        Try 'agent-policy explain --help'.
                        """),
                argumentSet(
                        "a command without dashes",
                        List.of("git", "push", "--force"),
                        "",
                        """
                        agent-policy explain: Unknown option: '--force'
                        A command is given after two dashes: agent-policy explain -- git push --force
                        Try 'agent-policy explain --help'.
                        """),
                argumentSet(
                        "two calls",
                        List.of("--tool", "Read", "--", "ls"),
                        "",
                        """
                        agent-policy explain: --tool gives the whole call; leave out what else says one.
                        Try 'agent-policy explain --help'.
                        """),
                argumentSet(
                        "arguments without a tool",
                        List.of("--input", "{}"),
                        "",
                        """
                        agent-policy explain: --input belongs to --tool.
                        Try 'agent-policy explain --help'.
                        """),
                argumentSet(
                        "arguments that two readers could read differently",
                        List.of("--tool", "Read", "--input", "{\"a\":1,\"a\":2}"),
                        "",
                        "--input is no valid JSON: line 1, column 11: Duplicate field 'a'\n"),
                argumentSet(
                        "something behind the arguments",
                        List.of("--tool", "Read", "--input", "{} {}"),
                        "",
                        "--input goes on behind the JSON object.\n"),
                argumentSet(
                        "arguments that are no object",
                        List.of("--tool", "Read", "--input", "null"),
                        "",
                        "--input is no JSON object.\n"),
                argumentSet(
                        "a payload of another event",
                        List.of("--payload", "-"),
                        "{\"hook_event_name\":\"PostToolUse\"}",
                        "standard input reports PostToolUse; only PreToolUse proposes a call that can be explained.\n"),
                argumentSet(
                        "a payload of something else",
                        List.of("--payload", "-"),
                        "{}",
                        "standard input is no payload of a hook of Claude Code: 'hook_event_name' is missing.\n"),
                argumentSet(
                        "a payload that is not there",
                        List.of("--payload", "p.json"),
                        "",
                        "p.json does not exist.\n"),
                argumentSet(
                        "a payload that is a folder",
                        List.of("--payload", "."),
                        "",
                        ". is a folder; name a file.\n"),
                argumentSet(
                        "an argument that was no text",
                        List.of("--", "cat \uFFFD"),
                        "",
                        """
                        agent-policy explain: An argument is not valid UTF-8, or holds the character U+FFFD. \
                        Give it on standard input: agent-policy explain -
                        Try 'agent-policy explain --help'.
                        """));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void what_cannot_be_used_is_refused_with_what_to_do(
            List<String> arguments, String input, String message) {
        Ran ran = explainFed(input, arguments.toArray(String[]::new));

        assertThat(ran.err()).isEqualTo(message);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void input_that_is_no_utf_8_is_refused_with_its_place() {
        byte[] input = {'l', 's', '\n', 'c', (byte) 0xff};

        Ran ran = Ran.with(folder, Ran.PAPER, input, "explain", "-");

        assertThat(ran.err()).isEqualTo("standard input:2:2: a byte here is not valid UTF-8\n");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void a_nul_is_explained_because_an_agent_can_send_one() {
        Ran ran = explainFed("ls \0", "-");

        assertThat(ran.out())
                .startsWith("deny  not understood: not valid text")
                .contains("\nCall      ls \uFFFD\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void ten_megabytes_are_explained_and_more_than_sixteen_refused() {
        Ran large = explainFed("echo " + "a".repeat(10_000_000), "-");
        Ran larger = explainFed("a".repeat((16 << 20) + 1), "-");

        assertThat(large.status()).isEqualTo(1);
        assertThat(large.out())
                .contains("the command is larger or deeper than is examined")
                .hasSizeLessThan(10_000);
        assertThat(larger.err()).isEqualTo("standard input is larger than 16 MiB.\n");
        assertThat(larger.status()).isEqualTo(2);
    }

    @Test
    void an_invalid_policy_explains_nothing_and_shows_every_error() throws Exception {
        Files.writeString(
                folder.resolve("policy.yml"), "version: \"2.1\"\npermisions: {}\nmode: strict\n");

        Ran ran = explain("--", "ls");

        assertThat(ran.err())
                .isEqualTo(
                        """
                        policy.yml:2:1: unknown key "permisions"; did you mean "permissions"?
                        policy.yml:3:7: mode cannot be "strict" (one of enforce, observe)
                        """);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void a_policy_that_only_observes_shows_what_would_have_happened() throws Exception {
        Files.writeString(folder.resolve("policy.yml"), POLICY + "mode: observe\n");

        Ran page = explain("--", "sed s/a/b/ src/a.ts");
        Ran json = explain("--json", "--", "sed s/a/b/ src/a.ts");

        assertThat(page.out())
                .startsWith("deny  Commands that are not listed\n")
                .contains(
                        "\nMode      observe: the call goes on, and what would have happened is recorded\n")
                .contains("(only observed)\n");
        assertThat(json.out()).startsWith("{\"effect\":\"deny\"").contains("\"mode\":\"observe\"");
        assertThat(page.status()).isEqualTo(1);
        assertThat(json.status()).isEqualTo(1);
    }
}
