package dev.countersign.policy.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of the language's specification about patterns, one test each. */
class PatternStatementsTest {
    private static final CompiledPolicy DENYING =
            Judged.policy(
                    """
                    version: "2.1"
                    defaults: {filesystem.write: allow, command: allow}
                    permissions:
                      filesystem:
                        deny: ["lib/{a,b}/[xy]*.ts", "deep/**/end", "name.txt", "Straße/**"]
                    """);

    private static final CompiledPolicy ALLOWING =
            Judged.policy(
                    """
                    version: "2.1"
                    permissions:
                      filesystem: {allow: ["src/**/*.ts", "notes.md"]}
                    """);

    @ParameterizedTest
    @CsvSource({
        "lib/a/x.ts, DENY",
        "lib/b/y1.ts, DENY",
        "lib/c/x.ts, ALLOW",
        "lib/a/z.ts, ALLOW",
        "deep/end, DENY",
        "deep/1/2/end, DENY",
        "deeper/end, ALLOW"
    })
    void paths_follow_minimatch_with_braces_classes_and_zero_or_more_segments(
            String path, Effect effect) {
        assertThat(write(DENYING, path)).isEqualTo(effect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/a/x.hidden.ts", "deep/.git/end", ".config/name.txt"})
    void in_what_restricts_names_beginning_with_a_dot_always_match(String path) {
        assertThat(write(DENYING, path)).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIB/A/X.TS", "Name.TXT", "STRASSE/a", "Stra\u00dfe/a"})
    void in_what_restricts_case_and_unicode_form_are_folded(String path) {
        assertThat(write(DENYING, path)).isEqualTo(Effect.DENY);
    }

    @Test
    void in_what_restricts_a_pattern_without_a_slash_matches_at_any_depth() {
        assertThat(write(DENYING, "a/b/name.txt")).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/c/../a/x.ts", "./lib//a/x.ts", "/home/dave/app/lib/a/x.ts"})
    void in_what_restricts_both_the_written_and_the_resolved_path_are_tried(String path) {
        assertThat(write(DENYING, path)).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"touch lib/a/*.ts", "touch lib/{a,c}/x.ts", "touch n?me.txt"})
    void in_what_restricts_a_glob_in_the_command_that_could_match_counts(String command) {
        assertThat(Judged.effect(DENYING, command)).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "src/a.ts, ALLOW",
        "src/a/b.ts, ALLOW",
        "lib/src/a.ts, DENY",
        "sub/notes.md, DENY",
        "notes.md, ALLOW",
        "Notes.md, DENY",
        "SRC/a.ts, DENY"
    })
    void in_what_allows_patterns_are_anchored_and_of_exact_case(String path, Effect effect) {
        assertThat(write(ALLOWING, path)).isEqualTo(effect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!src/**", "src/@(a|b)", "src/+(a)", "src/!(a)"})
    void a_leading_exclamation_mark_and_extended_globs_are_errors(String pattern) {
        String file =
                "version: \"2.1\"\npermissions: {filesystem: {deny: [\"%s\"]}}".formatted(pattern);

        assertThatThrownBy(() -> PolicyFile.read("p.yml", file))
                .isInstanceOf(PolicyErrors.class)
                .hasMessageStartingWith("p.yml:2:35: ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example.org/, ALLOW",
        "https://a.b.example.org/, ALLOW",
        "https://example.org/, DENY",
        "https://badexample.org/, DENY",
        "https://example.org.evil.test/, DENY"
    })
    void hosts_compare_label_by_label_from_the_right_and_a_star_covers_subdomains_only(
            String url, Effect effect) {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        permissions:
                          network: {allow_outbound: false, exceptions: ["*.example.org"]}
                        """);

        assertThat(Judged.call(policy, "WebFetch", Map.of("url", url)).effect()).isEqualTo(effect);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf x",
                "rm -r -f x",
                "rm --recursive --force x",
                "rm x --force -R",
                "'rm' \"-fr\" x"
            })
    void commands_compare_by_parsed_tokens_and_by_option_meaning(String command) {
        CompiledPolicy policy =
                Judged.policy(
                        """
                        version: "2.1"
                        defaults: {command: allow, filesystem.write: allow}
                        permissions: {commands: {deny: ["rm -rf"], unlisted: allow}}
                        """);

        assertThat(Judged.effect(policy, command)).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "echo rm -rf x")).isEqualTo(Effect.ALLOW);
    }

    private static Effect write(CompiledPolicy policy, String path) {
        return Judged.call(policy, "Write", Map.of("file_path", path, "content", "x")).effect();
    }
}
