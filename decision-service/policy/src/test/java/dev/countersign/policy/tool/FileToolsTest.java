package dev.countersign.policy.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agents' own tools for files, under the shipped baseline. */
class FileToolsTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    private static Arguments call(String name, String tool, Map<String, Object> input) {
        return argumentSet(name, tool, input);
    }

    static Stream<Arguments> dangerous() {
        return Stream.of(
                call("reading", "Read", Map.of("file_path", "/home/dave/app/.env")),
                call("reading by another spelling", "Read", Map.of("file_path", "src/../.ENV")),
                call("reading in the home folder", "Read", Map.of("file_path", "~/.ssh/id_rsa")),
                call("reading a stream", "Read", Map.of("file_path", ".env::$DATA")),
                call("searching one file", "Grep", Map.of("pattern", "x", "path", ".env")),
                call(
                        "searching by a filter",
                        "Grep",
                        Map.of("pattern", "x", "glob", ".env*", "output_mode", "content")),
                call(
                        "searching by a filter with braces",
                        "Grep",
                        Map.of("pattern", "x", "glob", "{a,.env}", "output_mode", "content")),
                call("every line", "Grep", Map.of("pattern", ".", "output_mode", "content")),
                call(
                        "lines with credentials",
                        "Grep",
                        Map.of("pattern", "API_KEY=", "output_mode", "content")),
                call(
                        "lines with credentials in any case",
                        "Grep",
                        Map.of("pattern", "api_key", "output_mode", "content", "-i", true)),
                call("searching beneath", "Grep", Map.of("pattern", "x", "path", "~/.aws")),
                call("policy", "Write", Map.of("file_path", ".agent-policy.yml", "content", "")),
                call(
                        "pipeline",
                        "Edit",
                        Map.of(
                                "file_path",
                                ".github/workflows/ci.yml",
                                "old_string",
                                "a",
                                "new_string",
                                "b")),
                call("settings", "MultiEdit", Map.of("file_path", ".claude/settings.json")),
                call("notebook", "NotebookEdit", Map.of("notebook_path", "~/.ssh/authorized_keys")),
                call(
                        "patch",
                        "apply_patch",
                        Map.of("input", "*** Update File: CLAUDE.md\n-a\n+b\n")),
                call(
                        "renaming patch",
                        "apply_patch",
                        Map.of("input", "rename from x\nrename to .husky/pre-commit\n")));
    }

    @ParameterizedTest
    @MethodSource("dangerous")
    void what_touches_a_protected_place_is_held(String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect())
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    static Stream<Arguments> ordinary() {
        return Stream.of(
                call("reading", "Read", Map.of("file_path", "src/env/loader.go")),
                call("reading a template", "Read", Map.of("file_path", ".env.example")),
                call("listing", "Glob", Map.of("pattern", "**/.env*")),
                call("names of files", "Grep", Map.of("pattern", "API_KEY")),
                call("names by a filter", "Grep", Map.of("pattern", "x", "glob", ".env*")),
                call("a word", "Grep", Map.of("pattern", "TODO", "output_mode", "content")),
                call(
                        "beneath the project",
                        "Grep",
                        Map.of("pattern", "API_KEY", "path", "src", "output_mode", "content")),
                call(
                        "one kind of file",
                        "Grep",
                        Map.of("pattern", "API_KEY", "type", "py", "output_mode", "content")),
                call("writing", "Write", Map.of("file_path", "src/a.ts", "content", "x")));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void ordinary_work_goes_on(String tool, Map<String, Object> input) {
        assertThat(Judged.call(BASELINE, tool, input).effect()).isLessThanOrEqualTo(Effect.WARN);
    }
}
