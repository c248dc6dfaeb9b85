package dev.countersign.policy.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.layer.PolicySet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The tests of a file are asked of everything that would be in force with it. */
class LayeredCasesTest {
    private static final String ORGANISATION = ".agent-policy.organisation.yml";
    private static final String ROOT = ".agent-policy.yml";
    private static final String BACKEND = "backend/.agent-policy.override.yml";

    @Test
    void a_test_counts_what_a_layer_above_denies() {
        String rule = "rules: [{id: pushes, effect: deny, match: {command: [git push]}}]\n";
        String test =
                "tests: [{name: closed, given: git push, expect: {effect: deny, rule: pushes}}]\n";

        assertThat(errors(ORGANISATION, rule, ROOT, test)).isEqualTo("none");
        assertThat(errors(ROOT, test))
                .startsWith(
                        ".agent-policy.yml:2:9: the test \"closed\" fails: expected deny, was warn");
    }

    @Test
    void a_test_that_a_layer_beneath_breaks_fails_where_it_stands() {
        assertThat(
                        errors(
                                ORGANISATION,
                                "tests: [{name: builds go on, given: make, expect: {effect: warn}}]\n",
                                ROOT,
                                "permissions: {commands: {deny: [make]}}\n"))
                .startsWith(
                        ".agent-policy.organisation.yml:2:9: the test \"builds go on\" fails: expected warn, was deny by"
                                + " permissions.commands.deny[make] (.agent-policy.yml:2:33)");
    }

    @Test
    void in_an_override_paths_of_tests_and_examples_are_those_of_its_folder() {
        String override =
                """
                permissions: {filesystem: {deny: ["secrets/**"]}}
                rules:
                  - id: generated
                    effect: deny
                    match: {paths: ["gen/**"]}
                    match_examples: [{tool: Write, path: gen/a, content: x}, {tool: Write, path: a, cwd: gen, content: x}]
                    no_match_examples: [{tool: Write, path: ../gen/a, content: x}, {tool: Write, path: a, content: x}]
                tests:
                  - {name: within, given: {tool: Write, path: secrets/a, content: x}, expect: {effect: deny}}
                  - {name: by its whole path, given: {tool: Write, path: /home/dev/project/backend/secrets/a, content: x}, expect: {effect: deny}}
                  - {name: from beneath, given: {tool: Write, path: a, cwd: secrets, content: x}, expect: {effect: deny}}
                  - {name: beside, given: {tool: Write, path: ../secrets/a, content: x}, expect: {effect: warn}}
                """;

        assertThat(errors(ROOT, "", BACKEND, override)).isEqualTo("none");
    }

    @Test
    void what_an_override_opens_is_tested_with_what_the_root_closes() {
        String root = "permissions: {filesystem: {deny: [\"backend/secrets/**\"]}}\n";
        String override =
                """
                permissions: {filesystem: {allow: ["secrets/fixtures/**"]}}
                tests: [{name: open, given: {tool: Write, path: secrets/fixtures/a, content: x}, expect: {effect: allow}}]
                """;

        assertThat(errors(ROOT, root, BACKEND, override))
                .startsWith(
                        "backend/.agent-policy.override.yml:3:9: the test \"open\" fails: expected allow, was deny by"
                                + " permissions.filesystem.deny[backend/secrets/**] (.agent-policy.yml:2:35)");
    }

    @Test
    void failures_of_all_files_are_told_at_once() {
        String test = "tests: [{name: a, given: ls, expect: {effect: kill}}]\n";

        assertThat(errors(ORGANISATION, test, ROOT, test, BACKEND, test).lines())
                .hasSize(3)
                .allMatch(line -> line.contains("the test \"a\" fails: expected kill"));
    }

    @Test
    void a_name_with_two_meanings_is_refused_beside_the_failures() {
        String quorum = "approval_profiles: {few: {groups: [a], quorum: %d}}\n";

        assertThat(
                        errors(
                                ORGANISATION,
                                quorum.formatted(2),
                                ROOT,
                                quorum.formatted(1)
                                        + "tests: [{name: a, given: ls, expect: {effect: kill}}]\n"))
                .contains("2:26: the approval profile \"few\" is already something else")
                .contains("3:9: the test \"a\" fails");
    }

    @Test
    void hours_that_any_layer_tells_apart_are_asked() {
        String night =
                """
                calendars: {day: {timezone: UTC, from: "08:00", to: "18:00"}}
                rules: [{id: night, effect: deny, match: {command: [make]}, time: {outside: day}}]
                """;

        assertThat(
                        errors(
                                ORGANISATION,
                                night,
                                ROOT,
                                "tests: [{name: builds, given: make, expect: {effect: warn}}]\n"))
                .contains("it depends on the time and the call says no \"now\"");
    }

    @Test
    void the_time_that_the_tests_of_all_files_take_is_bounded_together() {
        String tests =
                "tests: [{name: a, given: ls, expect: {effect: allow}}, {name: b, given: ls, expect: {effect: allow}}]\n";
        var clock = new AtomicLong();

        PolicyErrors refused =
                catchThrowableOfType(
                        PolicyErrors.class,
                        () ->
                                CheckedPolicy.check(
                                        set(ORGANISATION, tests, ROOT, tests),
                                        () -> clock.addAndGet(8_000_000_000L)));

        assertThat(refused.byFile().keySet()).containsExactly(ROOT);
        assertThatCode(() -> CheckedPolicy.check(set(ORGANISATION, tests, ROOT, tests)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_change_of_one_layer_is_noticed_although_another_one_stands_beside_it() {
        PolicySet set =
                set(
                        ORGANISATION,
                        "rules: [{id: o, effect: warn, match: {command: [make]}}]\n",
                        BACKEND,
                        """
                        rules: [{id: b, effect: deny, match: {paths: ["gen/**"]}}]
                        tests: [{name: t, given: {tool: Write, path: gen/a, content: x}, expect: {effect: deny, rule: b}}]
                        """);
        Subject backend = Subject.in(set).getLast();

        Mutation.Report report = Mutation.of(backend, Case.in(backend.policy().cases()));

        assertThat(report.survived())
                .extracting(Mutant::toString)
                .noneMatch(change -> change.contains("dropped"));
    }

    private static String errors(String... namesAndTexts) {
        PolicyErrors refused =
                catchThrowableOfType(
                        PolicyErrors.class, () -> CheckedPolicy.check(set(namesAndTexts)));
        return refused == null ? "none" : String.valueOf(refused.getMessage());
    }

    private static PolicySet set(String... namesAndTexts) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], "version: \"2.1\"\n" + namesAndTexts[i + 1]);
        }
        return PolicySet.read(files);
    }
}
