package dev.countersign.cli.lint;

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

class LintTest {

    @TempDir private Path folder;

    @BeforeEach
    void write_files() throws Exception {
        Files.writeString(
                folder.resolve("good.yml"),
                "version: \"2.1\"\nrules: [{id: a, effect: deny, match: {command: rm}, match_examples: [rm x]}]\n");
        Files.writeString(
                folder.resolve("noted.yml"),
                "version: \"2.1\"\npermissions: {commands: {deny: [rm]}}\n");
        Files.writeString(
                folder.resolve("broad.yml"),
                "version: \"2.1\"\npermissions: {commands: {allow: [bash, \"git push\", npm test], deny: [\"git push\"]}}\n");
        Files.writeString(
                folder.resolve("bad.yml"), "version: \"2.1\"\npermisions: {}\nmode: strict\n");
        Files.createDirectory(folder.resolve("below"));
    }

    private static final String ERRORS =
            """
            bad.yml:2:1: error: unknown key "permisions"; did you mean "permissions"? [invalid]
              permisions: {}
              ^
            bad.yml:3:7: error: mode cannot be "strict" (one of enforce, observe) [invalid]
              mode: strict
                    ^
            """;

    private static final String GOOD = "good.yml: no findings (language 2.1, enforce, 1 rule)\n";

    private static final String TWO = "2 errors\n";

    private static final String BROAD =
            """
            broad.yml:2:34: warning: permissions.commands.allow[bash]: it allows a shell, which runs whatever it is told, for example bash -c 'anything' [broad-allow]
              permissions: {commands: {allow: [bash, "git push", npm test], deny: ["git push"]}}
                                               ^
            broad.yml:2:40: warning: permissions.commands.allow[git push] does nothing: permissions.commands.deny[git push] (line 2) denies all of it [shadowed-allow]
              permissions: {commands: {allow: [bash, "git push", npm test], deny: ["git push"]}}
                                                     ^
              fix: remove it
            broad.yml:2:70: note: none of the 2 rules that deny has a test; add some under tests [untested-deny]
              permissions: {commands: {allow: [bash, "git push", npm test], deny: ["git push"]}}
                                                                                   ^
            2 warnings, 1 note
            """;

    static Stream<Arguments> runs() {
        return Stream.of(
                argumentSet("a good file", List.of("good.yml"), 0, GOOD, ""),
                argumentSet("a bad file, all its errors", List.of("bad.yml"), 1, ERRORS + TWO, ""),
                argumentSet("both", List.of("good.yml", "bad.yml"), 1, GOOD + ERRORS + TWO, ""),
                argumentSet(
                        "named by option, in whatever order",
                        List.of("bad.yml", "--config", "good.yml", "--format", "text"),
                        1,
                        GOOD + ERRORS + TWO,
                        ""),
                argumentSet(
                        "one that is missing does not hide the others",
                        List.of("gone.yml", "bad.yml", "below"),
                        2,
                        ERRORS + TWO,
                        "gone.yml does not exist.\nbelow is a folder; name a file.\n"),
                argumentSet(
                        "json",
                        List.of("--json", "good.yml", "bad.yml"),
                        1,
                        """
                        {"files":[{"file":"good.yml","findings":[]},{"file":"bad.yml","findings":[\
                        {"id":"invalid","severity":"error","line":2,"column":1,"message":"unknown key \\"permisions\\"; did you mean \\"permissions\\"?","fix":null},\
                        {"id":"invalid","severity":"error","line":3,"column":7,"message":"mode cannot be \\"strict\\" (one of enforce, observe)","fix":null}]}]}
                        """,
                        ""),
                argumentSet(
                        "json by format",
                        List.of("--format", "json", "good.yml"),
                        0,
                        "{\"files\":[{\"file\":\"good.yml\",\"findings\":[]}]}\n",
                        ""),
                argumentSet(
                        "no file anywhere",
                        List.of(),
                        2,
                        "",
                        "There is no .agent-policy.yml in this folder or above; name a file.\n"),
                argumentSet(
                        "a format that is not known",
                        List.of("--format", "html", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: Invalid value for option '--format': it is text, json, sarif or github, not 'html'
                        Try 'agent-policy lint --help'.
                        """),
                argumentSet(
                        "an option that is not known",
                        List.of("--agent-logs", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: Unknown option: '--agent-logs'
                        Possible solutions: --agent-log
                        Try 'agent-policy lint --help'.
                        """),
                argumentSet("findings that are warnings", List.of("broad.yml"), 1, BROAD, ""),
                argumentSet(
                        "a note is fine",
                        List.of("--format", "github", "noted.yml"),
                        0,
                        "::notice file=noted.yml,line=2,col=33,title=A rule that denies has no test::permissions.commands.deny[rm] has no test [untested-deny]\n",
                        ""),
                argumentSet(
                        "but not strictly",
                        List.of("--strict", "--format", "github", "noted.yml"),
                        1,
                        "::notice file=noted.yml,line=2,col=33,title=A rule that denies has no test::permissions.commands.deny[rm] has no test [untested-deny]\n",
                        ""),
                argumentSet(
                        "only what layers disagree about",
                        List.of("--check-conflicts", "broad.yml", "bad.yml"),
                        1,
                        "broad.yml: no findings (language 2.1, enforce, 5 rules)\n" + ERRORS + TWO,
                        ""),
                argumentSet(
                        "a log and two policies",
                        List.of("--agent-log", "x", "good.yml", "noted.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: --agent-log is checked against one policy file.
                        Try 'agent-policy lint --help'.
                        """),
                argumentSet(
                        "two formats",
                        List.of("--json", "--format", "text", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: --json and another --format contradict each other.
                        Try 'agent-policy lint --help'.
                        """));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void says_what_is_wrong_and_ends_accordingly(
            List<String> arguments, int status, String out, String err) {
        Ran ran = lint(folder, arguments);

        assertThat(ran).isEqualTo(new Ran(status, out, err));
    }

    @Test
    void the_file_of_the_project_is_checked_where_none_is_named() throws Exception {
        Files.move(folder.resolve("bad.yml"), folder.resolve(".agent-policy.yml"));

        assertThat(lint(folder, List.of()).out())
                .startsWith(".agent-policy.yml:2:1: error: unknown key");
        assertThat(lint(folder.resolve("below"), List.of()).out())
                .startsWith(folder + "/.agent-policy.yml:2:1: error: unknown key");
    }

    @Test
    void standard_input_is_checked_like_a_file() {
        Ran ran = Ran.fed(folder, "version: \"2.1\"\nmode: no\n", "lint", "-");

        assertThat(ran.out())
                .isEqualTo(
                        """
                        standard input:2:7: error: mode cannot be "no" (one of enforce, observe) [invalid]
                          mode: no
                                ^
                        1 error
                        """);
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void what_is_no_text_is_an_error_with_its_place() throws Exception {
        Files.write(folder.resolve("bytes.yml"), new byte[] {'#', '\n', '#', ' ', (byte) 0xc3});
        Files.writeString(folder.resolve("nul.yml"), "version: \"2.1\"\0\n");

        assertThat(lint(folder, List.of("bytes.yml", "nul.yml")))
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                bytes.yml:2:3: error: a byte here is not valid UTF-8 [invalid]
                                  #\s
                                    ^
                                nul.yml:1:15: error: the character U+0000 is not allowed in YAML [invalid]
                                  version: "2.1"\\x00
                                                ^
                                2 errors
                                """,
                                ""));
    }

    @Test
    void ten_megabytes_are_refused_as_a_policy() throws Exception {
        Files.writeString(folder.resolve("large.yml"), "# a\n".repeat(2_500_000));

        assertThat(lint(folder, List.of("large.yml")))
                .isEqualTo(
                        new Ran(
                                1,
                                """
                                large.yml:1:1: error: the file is larger than 1 MiB [invalid]
                                  # a
                                  ^
                                1 error
                                """,
                                ""));
    }

    @Test
    void what_is_safe_is_mended_in_place_and_shown() throws Exception {
        Path file = folder.resolve("broad.yml");
        Files.setPosixFilePermissions(
                file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));

        Ran ran = lint(folder, List.of("--fix", "broad.yml"));

        assertThat(ran.out())
                .startsWith(
                        """
                        --- broad.yml
                        +++ broad.yml
                        @@ -1,2 +1,2 @@
                         version: "2.1"
                        -permissions: {commands: {allow: [bash, "git push", npm test], deny: ["git push"]}}
                        +permissions: {commands: {allow: [bash, npm test], deny: ["git push"]}}
                        broad.yml:2:34: warning: permissions.commands.allow[bash]""");
        assertThat(Files.readString(file))
                .isEqualTo(
                        "version: \"2.1\"\npermissions: {commands: {allow: [bash, npm test], deny: [\"git push\"]}}\n");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(3);
        assertThat(lint(folder, List.of("--fix", "broad.yml")).out()).startsWith("broad.yml:2:34");
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(one -> one.toString().endsWith(".tmp"));
        }
    }

    @Test
    void a_code_scanner_gets_the_rules_and_the_place() {
        Ran ran = lint(folder, List.of("--format", "sarif", "broad.yml"));

        assertThat(ran.out())
                .startsWith(
                        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"agent-policy\",\"rules\":[{\"id\":\"invalid\"")
                .contains(
                        "\"ruleId\":\"shadowed-allow\",\"ruleIndex\":9,\"level\":\"warning\",\"message\":{\"text\":\"permissions.commands.allow[git push] does nothing: permissions.commands.deny[git push] (line 2) denies all of it\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"broad.yml\"},\"region\":{\"startLine\":2,\"startColumn\":40}}}],\"fixes\":[{\"description\":{\"text\":\"remove it\"},\"artifactChanges\":[{\"artifactLocation\":{\"uri\":\"broad.yml\"},\"replacements\":[{\"deletedRegion\":{\"charOffset\":52,\"charLength\":12}}]}]}]");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void what_a_file_holds_cannot_forge_a_command_to_the_runner() throws Exception {
        Files.writeString(
                folder.resolve("a,b:c%.yml"), "version: \"2.1\"\n\"x\\n::error::y%0A\": 1\n");

        Ran ran = lint(folder, List.of("--format", "github", "a,b:c%.yml"));

        assertThat(ran.out())
                .isEqualTo(
                        "::error file=a%2Cb%3Ac%25.yml,line=2,col=1,title=The policy cannot be loaded::unknown key \"x\\n::error::y%250A\" [invalid]\n");
    }

    private static Ran lint(Path from, List<String> arguments) {
        return Ran.in(
                from, Stream.concat(Stream.of("lint"), arguments.stream()).toArray(String[]::new));
    }
}
