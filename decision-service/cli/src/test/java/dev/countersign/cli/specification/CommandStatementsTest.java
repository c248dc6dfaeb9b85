package dev.countersign.cli.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the specification says of each subcommand, as far as no service is needed. How it looks is
 * the matter of the subcommands' own tests.
 */
class CommandStatementsTest {
    private static final String VERSION = "version: \"2.1\"\n";
    private static final String ROOT = ".agent-policy.yml";

    @TempDir private Path folder;

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static Stream<Arguments> findings() {
        return Stream.of(
                argumentSet(
                        "what the schema does not know",
                        "mode: strict\n",
                        ROOT
                                + ":2:7: error: mode cannot be \"strict\" (one of enforce, observe) [invalid]"),
                argumentSet(
                        "unknown keys with what was meant",
                        "permisions: {}\n",
                        ROOT
                                + ":2:1: error: unknown key \"permisions\"; did you mean \"permissions\"? [invalid]"),
                argumentSet(
                        "rules that never match",
                        "permissions: {filesystem: {allow: [\"a/../b\"]}}\n",
                        ROOT
                                + ":2:36: warning: permissions.filesystem.allow[a/../b]: nothing is ever called so; what allows is"
                                + " compared exactly: no \"..\", no slash at the end, letter case as it is [never-matches]"),
                argumentSet(
                        "over-broad allows",
                        "permissions: {commands: {allow: [bash]}}\n",
                        ROOT
                                + ":2:34: warning: permissions.commands.allow[bash]: it allows a shell, which runs whatever it"
                                + " is told, for example bash -c 'anything' [broad-allow]"),
                argumentSet(
                        "denies without a test",
                        "permissions: {commands: {deny: [rm]}}\n",
                        ROOT
                                + ":2:33: note: permissions.commands.deny[rm] has no test [untested-deny]"));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void lint_finds_at_path_line_and_column(String text, String expected) throws Exception {
        write(ROOT, VERSION + text);

        assertThat(Ran.in(folder, "lint").out().lines()).contains(expected);
    }

    @Test
    void lint_finds_conflicts_and_more_than_fifteen_overrides() throws Exception {
        write(ROOT, VERSION + "permissions: {filesystem: {deny: [\"f00/secrets/**\"]}}\n");
        for (int i = 0; i < 16; i++) {
            write(
                    "f%02d/.agent-policy.override.yml".formatted(i),
                    VERSION
                            + (i == 0
                                    ? "permissions: {filesystem: {allow: [\"secrets/a\"]}}\n"
                                    : ""));
        }

        assertThat(Ran.in(folder, "lint").out())
                .contains("ERROR: Policy conflict detected\n")
                .contains("[too-many-overrides]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "sarif", "github"})
    void lint_speaks_text_json_sarif_and_github_annotations(String format) throws Exception {
        write(ROOT, VERSION + "permissions: {commands: {allow: [bash]}}\n");

        Ran ran = Ran.in(folder, "lint", "--format", format);

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("broad-allow");
    }

    @Test
    void lint_mends_what_is_safe() throws Exception {
        write(
                ROOT,
                VERSION
                        + "permissions: {commands: {allow: [npm test, git push], deny: [git push]}}\n");

        Ran.in(folder, "lint", "--fix");

        assertThat(Files.readString(folder.resolve(ROOT)))
                .isEqualTo(
                        VERSION
                                + "permissions: {commands: {allow: [npm test], deny: [git push]}}\n");
    }

    @Test
    void test_runs_tests_examples_and_files_of_tests_and_counts_the_rules_that_they_cover()
            throws Exception {
        write(
                ROOT,
                VERSION
                        + """
                        rules:
                          - {id: trees, effect: deny, match: {command: ["rm -rf"]}, match_examples: ["rm -fr a"]}
                          - {id: makes, effect: warn, match: {program: [make]}}
                        tests: [{name: a, given: rm -rf b, expect: {effect: deny}}]
                        """);
        write("b_test.yml", "tests: [{name: b, given: ls, expect: {effect: allow}}]\n");

        assertThat(Ran.in(folder, "test").out())
                .isEqualTo(ROOT + ": 3 passed, 0 failed; 1 of 2 rules matched (50 %)\n");
    }

    @Test
    void test_mutate_shows_rules_that_no_test_protects() throws Exception {
        write(ROOT, VERSION + "rules: [{id: makes, effect: deny, match: {program: [make]}}]\n");

        assertThat(Ran.in(folder, "test", "--mutate").out())
                .contains("unnoticed " + ROOT + ":2:9: makes: dropped\n");
    }

    static Stream<Arguments> calls() {
        String payload =
                "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"echo $(cat .env)\"}}";
        return Stream.of(
                argumentSet("a command", "", List.of("explain", "--", "echo $(cat .env)")),
                argumentSet("a payload", payload, List.of("explain", "--payload", "-")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void explain_shows_facts_reach_the_rules_considered_and_why(
            String input, List<String> arguments) throws Exception {
        write(ROOT, VERSION);

        Ran ran = Ran.fed(folder, input, arguments.toArray(String[]::new));

        assertThat(ran.out())
                .startsWith("deny  Reading credentials is blocked (.env).")
                .containsPattern(
                        "\n  deny +effect +secret.read .env +substitution: \\$\\(…\\) +secrets.read\n")
                .contains("\nRules that speak of it\n  deny  ");
    }

    @Test
    void lint_checks_a_recorded_action_log_against_the_policy() throws Exception {
        write(ROOT, VERSION + "permissions: {commands: {deny: [rm]}}\n");
        write(".agent-actions.jsonl", "{\"command\":\"ls\"}\n{\"command\":\"rm a\"}\n");

        Ran ran = Ran.in(folder, "lint", "--config", ROOT, "--agent-log", ".agent-actions.jsonl");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains(".agent-actions.jsonl:2:1: error: deny: Bash: ");
    }

    @Test
    void migrate_shows_the_difference_of_an_older_major() throws Exception {
        write(ROOT, "version: \"1.0\"\n");

        assertThat(Ran.in(folder, "migrate").out())
                .contains("-version: \"1.0\"\n+version: \"2.1\"\n");
    }
}
