package dev.countersign.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentLogTest {
    private static final String POLICY =
            """
            version: "2.1"
            permissions:
              filesystem: {allow: ["src/**"], deny: ["secrets/**"]}
              commands: {deny: ["rm -rf"]}
            constraints: {max_actions_per_minute: 2, require_human_approval: [{command_pattern: git commit}]}
            calendars: {business: {timezone: UTC, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}}
            rules:
              - {id: late, effect: deny, match: {effect: [pkg.publish]}, time: {outside: business}}
              - {id: day, effect: warn, match: {effect: [pkg.publish]}}
            tests:
              - {name: a, given: {command: rm -rf x}, expect: {effect: deny}}
              - {name: b, given: {command: cat secrets/a}, expect: {effect: deny}}
              - {name: c, given: {command: npm publish, now: "2026-11-20T22:30:00Z"}, expect: {effect: deny}}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void write_the_policy() throws Exception {
        Files.writeString(folder.resolve(".agent-policy.yml"), POLICY);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                argumentSet(
                        "our own form",
                        "{\"tool\":\"Bash\",\"input\":{\"command\":\"rm -rf lib\"},\"cwd\":\"/w\",\"session\":\"s\"}",
                        "error deny: Bash: "),
                argumentSet(
                        "what is allowed",
                        "{\"tool\":\"Bash\",\"input\":{\"command\":\"npm test\"},\"cwd\":\"/w\"}",
                        ""),
                argumentSet(
                        "a hook of Claude Code",
                        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Read\",\"tool_input\":{\"file_path\":\"secrets/a\"},\"session_id\":\"s\",\"cwd\":\"/w\"}",
                        "error deny: Read: "),
                argumentSet(
                        "a hook that is about no action",
                        "{\"hook_event_name\":\"SessionStart\",\"session_id\":\"s\"}",
                        ""),
                argumentSet(
                        "loosely, a file",
                        "{\"action\":\"file_write\",\"path\":\"lib/a.ts\",\"content\":\"x\"}",
                        "error deny: Write: "),
                argumentSet(
                        "loosely, an open file",
                        "{\"action\":\"file_write\",\"path\":\"src/a.ts\",\"timestamp\":\"2026-11-20T10:00:00Z\"}",
                        ""),
                argumentSet(
                        "loosely, a command", "{\"command\":\"rm -r -f x\"}", "error deny: Bash: "),
                argumentSet(
                        "loosely, a deletion",
                        "{\"type\":\"delete_file\",\"file\":\"secrets/a\"}",
                        "error deny: Delete: "),
                argumentSet(
                        "an action in an object",
                        "{\"action\":{\"tool\":\"Bash\",\"input\":{\"command\":\"rm -rf x\"}},\"session\":\"s\"}",
                        "error deny: Bash: "),
                argumentSet(
                        "an exported event",
                        "{\"type\":\"decision.made\",\"time\":\"2026-11-20T10:00:00Z\",\"data\":{\"tool\":\"Bash\",\"input\":{\"command\":\"rm -rf x\"},\"cwd\":\"/w\"}}",
                        "error deny: Bash: "),
                argumentSet(
                        "input as text",
                        "{\"tool\":\"Bash\",\"input\":\"{\\\"command\\\":\\\"rm -rf x\\\"}\"}",
                        "error deny: Bash: "),
                argumentSet(
                        "needs a human",
                        "{\"command\":\"git commit -m x\"}",
                        "warning require_approval: Bash: "),
                argumentSet(
                        "a human agreed",
                        "{\"command\":\"git commit -m x\",\"approved\":true}",
                        ""),
                argumentSet(
                        "an approval says so",
                        "{\"command\":\"git commit -m x\",\"approval\":{\"status\":\"CONSUMED\"}}",
                        ""),
                argumentSet(
                        "no approval opens what is denied",
                        "{\"command\":\"rm -rf x\",\"approved\":true}",
                        "error deny: Bash: "),
                argumentSet(
                        "it was stopped", "{\"command\":\"rm -rf x\",\"outcome\":\"block\"}", ""),
                argumentSet(
                        "in the evening",
                        "{\"command\":\"npm publish\",\"time\":\"2026-11-20T22:00:00+01:00\"}",
                        "error deny: Bash: "),
                argumentSet(
                        "during the day", "{\"command\":\"npm publish\",\"time\":1795168800}", ""),
                argumentSet(
                        "at a time that nobody knows",
                        "{\"command\":\"npm publish\"}",
                        "error deny: Bash: "),
                argumentSet(
                        "a tool that is not known",
                        "{\"tool\":\"Frobnicate\",\"input\":{}}",
                        "warning require_approval: Frobnicate: "),
                argumentSet("no JSON", "rm -rf x", "error the line is no JSON object."),
                argumentSet("half of it", "{\"command\":", "error the line is no valid JSON: "),
                argumentSet("a list", "[1]", "error the line is no JSON object."),
                argumentSet(
                        "a key twice",
                        "{\"command\":\"ls\",\"command\":\"rm -rf x\"}",
                        "error the line is no valid JSON: "),
                argumentSet(
                        "no action",
                        "{\"message\":\"hello\"}",
                        "error it names no tool, action or command"),
                argumentSet(
                        "an unknown action",
                        "{\"action\":\"dance\"}",
                        "error \"dance\" is no kind of action that is known"),
                argumentSet(
                        "no path",
                        "{\"action\":\"file_write\"}",
                        "error it does not say the file path"),
                argumentSet(
                        "no object",
                        "{\"tool\":\"Bash\",\"input\":7}",
                        "error 'input' is no JSON object"),
                argumentSet(
                        "no time",
                        "{\"command\":\"ls\",\"time\":\"yesterday\"}",
                        "error \"yesterday\" is no time; write 2026-11-20T22:30:00Z"),
                argumentSet(
                        "deep",
                        "{\"tool\":\"Bash\",\"input\":" + "[".repeat(5000),
                        "error the line is no valid JSON: "),
                argumentSet("empty", "", ""));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_line_is_judged(String line, String expected) throws Exception {
        Ran ran = check(line + "\n");

        if (expected.isEmpty()) {
            assertThat(ran.out()).startsWith(".agent-policy.yml: no findings").hasLineCount(1);
            assertThat(ran.status()).isZero();
        } else {
            int blank = expected.indexOf(' ');
            assertThat(ran.out())
                    .contains(
                            ".agent-actions.jsonl:1:1: "
                                    + expected.substring(0, blank)
                                    + ": "
                                    + expected.substring(blank + 1));
            assertThat(ran.status()).isEqualTo(1);
        }
    }

    @Test
    void what_a_session_wrote_is_examined_when_it_runs() throws Exception {
        String write =
                "{\"tool\":\"Write\",\"input\":{\"file_path\":\"src/x.sh\",\"content\":\"rm -rf /srv/data\"},\"cwd\":\"/w\",\"session\":\"%s\"}\n";
        String run =
                "{\"tool\":\"Bash\",\"input\":{\"command\":\"sh src/x.sh\"},\"cwd\":\"/w\",\"session\":\"%s\"}\n";

        assertThat(check(write.formatted("a") + run.formatted("b")).status()).isZero();
        assertThat(check(write.formatted("a") + run.formatted("a")).out())
                .contains(".agent-actions.jsonl:2:1: error: deny: Bash: ");
    }

    @Test
    void a_report_after_the_call_is_not_judged_twice() throws Exception {
        String line =
                "{\"hook_event_name\":\"%s\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"rm -rf x\"},\"session_id\":\"s\"}\n";

        assertThat(check(line.formatted("PreToolUse") + line.formatted("PostToolUse")).out())
                .contains("1 error\n");
        assertThat(check(line.formatted("PostToolUse")).out()).contains("1 error\n");
    }

    @Test
    void too_many_actions_in_a_minute_are_found_by_their_times() throws Exception {
        String log =
                IntStream.of(0, 20, 40, 200)
                        .mapToObj(
                                second ->
                                        "{\"command\":\"ls\",\"session\":\"s\",\"time\":%d}"
                                                .formatted(1_795_168_800 + second))
                        .collect(Collectors.joining("\n"));

        assertThat(check(log).out())
                .contains(".agent-actions.jsonl:3:1: error: deny: Bash: ")
                .contains("1 error\n");
    }

    @Test
    void a_line_that_never_ends_is_a_finding_and_the_next_one_is_read() throws Exception {
        String log = "x".repeat(LogLines.LONGEST + 1) + "\n{\"command\":\"rm -rf x\"}\n";

        assertThat(check(log).out())
                .contains(
                        ".agent-actions.jsonl:1:1: error: it is longer than 4 MiB [log-unreadable]")
                .contains(".agent-actions.jsonl:2:1: error: deny: Bash: ");
    }

    @Test
    void bytes_that_are_no_text_are_a_finding() throws Exception {
        Files.write(folder.resolve(".agent-actions.jsonl"), new byte[] {'{', (byte) 0xc3, '\n'});

        assertThat(run().out())
                .contains(
                        ".agent-actions.jsonl:1:1: error: it is not valid UTF-8 [log-unreadable]");
    }

    @Test
    void what_a_log_holds_cannot_forge_a_finding() throws Exception {
        Ran ran = check("{\"action\":\"\\n::error::x\\u001b[31m\"}\n");

        assertThat(ran.out()).contains("error: \"\\n::error::x\\x1b[31m\" is no kind");
    }

    @Test
    void findings_are_counted_past_the_most_that_are_shown() throws Exception {
        Ran ran = check("nothing\n".repeat(AgentLog.MOST_FINDINGS + 5));

        assertThat(ran.out()).contains("5 more findings are not shown").contains("10001 errors");
    }

    @Test
    void a_log_that_is_missing_is_unusable() {
        assertThat(run()).isEqualTo(new Ran(2, "", ".agent-actions.jsonl does not exist.\n"));
    }

    private Ran check(String log) throws Exception {
        Files.writeString(folder.resolve(".agent-actions.jsonl"), log);
        return run();
    }

    private Ran run() {
        return Ran.in(
                folder,
                "lint",
                "--config",
                ".agent-policy.yml",
                "--agent-log",
                ".agent-actions.jsonl");
    }
}
