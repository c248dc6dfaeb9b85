package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
                "version: \"2.1\"\npermissions: {commands: {deny: [\"rm -rf\"]}}\n");
        Files.writeString(
                folder.resolve("bad.yml"), "version: \"2.1\"\npermisions: {}\nmode: strict\n");
        Files.createDirectory(folder.resolve("below"));
    }

    private static final String ERRORS =
            """
            bad.yml:2:1: unknown key "permisions"; did you mean "permissions"?
            bad.yml:3:7: mode cannot be "strict" (one of enforce, observe)
            """;

    private static final String GOOD = "good.yml: no errors (language 2.1, enforce, 1 rule)\n";

    static Stream<Arguments> runs() {
        return Stream.of(
                argumentSet("a good file", List.of("good.yml"), 0, GOOD, ""),
                argumentSet("a bad file, all its errors", List.of("bad.yml"), 1, ERRORS, ""),
                argumentSet("both", List.of("good.yml", "bad.yml"), 1, GOOD + ERRORS, ""),
                argumentSet(
                        "named by option, in whatever order",
                        List.of("bad.yml", "--config", "good.yml", "--format", "text"),
                        1,
                        GOOD + ERRORS,
                        ""),
                argumentSet(
                        "one that is missing does not hide the others",
                        List.of("gone.yml", "bad.yml", "below"),
                        2,
                        ERRORS,
                        "gone.yml does not exist.\nbelow is a folder; name a file.\n"),
                argumentSet(
                        "json",
                        List.of("--json", "good.yml", "bad.yml"),
                        1,
                        """
                        {"files":[{"file":"good.yml","errors":[]},{"file":"bad.yml","errors":[\
                        {"line":2,"column":1,"message":"unknown key \\"permisions\\"; did you mean \\"permissions\\"?"},\
                        {"line":3,"column":7,"message":"mode cannot be \\"strict\\" (one of enforce, observe)"}]}]}
                        """,
                        ""),
                argumentSet(
                        "json by format",
                        List.of("--format", "json", "good.yml"),
                        0,
                        "{\"files\":[{\"file\":\"good.yml\",\"errors\":[]}]}\n",
                        ""),
                argumentSet(
                        "no file anywhere",
                        List.of(),
                        2,
                        "",
                        "There is no .agent-policy.yml in this folder or above; name a file.\n"),
                argumentSet(
                        "a format that is not known",
                        List.of("--format", "sarif", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: Invalid value for option '--format': it is text or json, not 'sarif'
                        Try 'agent-policy lint --help'.
                        """),
                argumentSet(
                        "an option that is not known",
                        List.of("--agent-log", "x", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: Unknown option: '--agent-log'
                        Try 'agent-policy lint --help'.
                        """),
                argumentSet(
                        "two formats",
                        List.of("--json", "--format", "text", "good.yml"),
                        2,
                        "",
                        """
                        agent-policy lint: --json and --format text contradict each other.
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

        assertThat(lint(folder, List.of()).out()).startsWith(".agent-policy.yml:2:1: unknown key");
        assertThat(lint(folder.resolve("below"), List.of()).out())
                .startsWith(folder + "/.agent-policy.yml:2:1: unknown key");
    }

    @Test
    void standard_input_is_checked_like_a_file() {
        Ran ran = Ran.fed(folder, "version: \"2.1\"\nmode: no\n", "lint", "-");

        assertThat(ran.out())
                .isEqualTo("standard input:2:7: mode cannot be \"no\" (one of enforce, observe)\n");
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
                                bytes.yml:2:3: a byte here is not valid UTF-8
                                nul.yml:1:15: the character U+0000 is not allowed in YAML
                                """,
                                ""));
    }

    @Test
    void ten_megabytes_are_refused_as_a_policy() throws Exception {
        Files.writeString(folder.resolve("large.yml"), "# a\n".repeat(2_500_000));

        assertThat(lint(folder, List.of("large.yml")))
                .isEqualTo(new Ran(1, "large.yml:1:1: the file is larger than 1 MiB\n", ""));
    }

    private static Ran lint(Path from, List<String> arguments) {
        return Ran.in(
                from, Stream.concat(Stream.of("lint"), arguments.stream()).toArray(String[]::new));
    }
}
