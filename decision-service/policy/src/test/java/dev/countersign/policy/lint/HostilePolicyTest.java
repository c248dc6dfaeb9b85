package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever opens a pull request writes what is linted, mended and rewritten. */
class HostilePolicyTest {

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet("nothing", ""),
                argumentSet("a list", "[[[1]]]"),
                argumentSet("no text", "version: \"2.1\"\nmode: \u0000"),
                argumentSet("a mark at the beginning", "\uFEFFversion: \"2.1\"\n"),
                argumentSet(
                        "letters beyond the first plane",
                        policy("\"\ud83d\ude00/**\", \"\ud83d\ude00\"")),
                argumentSet("nested braces", policy("\"{a,{b,{c,{d,e}}}}/{1,2,3,4}/{x,y}/**\"")),
                argumentSet(
                        "open braces",
                        policy("\"{a,{b\", \"a}b\", \"[\", \"[!\", \"[]\", \"\\\\\", \"a\\\\\"")),
                argumentSet(
                        "nothing but stars",
                        policy("\"" + "*".repeat(500) + "\", \"" + "**/".repeat(300) + "\"")),
                argumentSet("a deep path", policy("\"" + "a/".repeat(20_000) + "\"")),
                argumentSet(
                        "dots",
                        policy(
                                "\"..\", \".\", \"./\", \"/\", \"//\", \"~\", \"~root/x\", \"../../..\"")),
                argumentSet(
                        "commands",
                        "version: \"2.1\"\npermissions: {commands: {allow: [\"'\", \"\\\"\", \"$x\", \"-\", \"--\", \"* *\", \"#\", \"{a,b}\", \"~\", \"a\\tb\", \"\\u200b\"]}}"),
                argumentSet(
                        "hosts",
                        "version: \"2.1\"\npermissions: {network: {allow_outbound: false, exceptions: [\"[::1]\", \"*:1\", \".\", \"a..b\", \"\u00fc.example\", \"1\", \"0x7f.1\"]}}"),
                argumentSet(
                        "names of servers",
                        "version: \"2.1\"\npermissions: {mcp: {servers: [{name: \"__\"}, {name: \"a__b\"}, {name: \"*\", tools: {allow: [\"__\"]}}]}}"),
                argumentSet(
                        "lists in block form",
                        "version: \"2.1\"\npermissions:\n  commands:\n    allow: # x\n    - a\n    -   a  b\n    - a   b # y\n\n    - >-\n      a\n      b c\n"),
                argumentSet(
                        "carriage returns",
                        "version: \"1.0\"\r\nrequire_human_approval:\r\n- command_pattern: x\r\nconstraints:\r\n  max_files_per_action: 1\r\n"),
                argumentSet(
                        "no line end",
                        "version: \"1.0\"\nconstraints:\n  max_files_per_action: 1\nrequire_human_approval:\n  - command_pattern: x"),
                argumentSet(
                        "a block text",
                        "version: \"1.0\"\nrequire_human_approval:\n  - command_pattern: |-\n      x\n\nmode: enforce\n"),
                argumentSet("many rules", policy(many("\"a%d/**\""))),
                argumentSet("many rules that say the same", policy(many("\"{a,a%d,b}/**\""))),
                argumentSet(
                        "examples",
                        "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {tool: x}, match_examples: [\"\", {tool: \"\", input: {a: [1, {b: null}]}}]}]"));
    }

    private static String policy(String patterns) {
        return "version: \"2.1\"\npermissions: {filesystem: {allow: [%s], deny: [%s]}}\n"
                .formatted(patterns, patterns);
    }

    private static String many(String pattern) {
        return IntStream.range(0, 1_000)
                .mapToObj(pattern::formatted)
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(300)
    void nothing_breaks_and_what_is_mended_still_loads(String yaml) {
        assertThatCode(() -> lint(yaml)).doesNotThrowAnyException();

        Mended mended = Mended.of("p.yml", yaml);

        assertThat(loads(mended.text())).isEqualTo(loads(yaml));
        if (loads(yaml)) {
            assertThat(loads(Migration.of("p.yml", yaml).text())).isTrue();
            assertThat(Mended.of("p.yml", mended.text()).text()).isEqualTo(mended.text());
        }
    }

    private static void lint(String yaml) {
        if (loads(yaml)) {
            Linter.lint(PolicyFile.read("p.yml", yaml), yaml);
        }
    }

    private static boolean loads(String yaml) {
        try {
            PolicyFile.read("p.yml", yaml);
            return true;
        } catch (PolicyErrors refused) {
            return false;
        }
    }
}
