package dev.countersign.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestPoliciesTest {

    @TempDir private Path folder;

    @BeforeEach
    void write_files() throws Exception {
        write(
                ".agent-policy.yml",
                """
                version: "2.1"
                rules:
                  - {id: trees, effect: deny, match: {command: ["rm -rf"]}, match_examples: ["rm -r -f x"]}
                  - {id: makes, effect: warn, match: {program: [make, ninja]}}
                """);
        write(
                "policy/good_test.yml",
                """
                defaults: {cwd: backend, agent: builder}
                tests:
                  - {name: trees are closed, given: "rm -rf build", expect: {effect: deny, rule: trees}}
                """);
        write(
                "policy/bad_test.yml",
                """
                policy: ../.agent-policy.yml
                tests:
                  - {name: <make>, given: make, expect: {effect: deny}}
                """);
        write(
                "odd/outside_test.yml",
                "policy: ../../other.yml\ntests: [{name: a, given: ls, expect: {effect: allow}}]\n");
        write(
                "odd/self_test.yml",
                "policy: self_test.yml\ntests: [{name: a, given: ls, expect: {effect: allow}}]\n");
        write("odd/wrong_test.yml", "polcy: x\ntests:\n  - {name: a, given: {cmd: ls}}\n");
    }

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static final String FAILURE =
            """
            FAILED policy/bad_test.yml:3:5: <make>
              expected deny, was warn by makes (.agent-policy.yml:4:5): make goes on with a warning: makes (makes, .agent-policy.yml:4:5).
            """;

    static Stream<Arguments> runs() {
        return Stream.of(
                argumentSet(
                        "a policy by itself",
                        List.of(".agent-policy.yml"),
                        0,
                        ".agent-policy.yml: 1 passed, 0 failed; 1 of 2 rules matched (50 %)\n",
                        ""),
                argumentSet(
                        "all of a folder",
                        List.of("policy"),
                        1,
                        FAILURE
                                + ".agent-policy.yml: 2 passed, 1 failed; 2 of 2 rules matched (100 %)\n",
                        ""),
                argumentSet(
                        "coverage that is not enough",
                        List.of("--require-coverage", "60", ".agent-policy.yml"),
                        1,
                        """
                          1  trees  .agent-policy.yml:3:5
                          0  makes  .agent-policy.yml:4:5
                        .agent-policy.yml: 1 passed, 0 failed; 1 of 2 rules matched (50 %)
                        """,
                        ""),
                argumentSet(
                        "what no case notices",
                        List.of("--mutate-at-least", "50", "policy/good_test.yml"),
                        1,
                        """
                        unnoticed .agent-policy.yml:4:5: makes: dropped
                        unnoticed .agent-policy.yml:4:5: makes: allow instead of warn
                        unnoticed .agent-policy.yml:4:5: makes: without program "make"
                        unnoticed .agent-policy.yml:4:5: makes: without program "ninja"
                        .agent-policy.yml: 2 passed, 0 failed; 1 of 2 rules matched (50 %); 3 of 7 changes noticed (42 %)
                        """,
                        ""),
                argumentSet(
                        "for build servers",
                        List.of("--format", "junit", "policy/bad_test.yml"),
                        1,
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuites>
                          <testsuite name=".agent-policy.yml" tests="2" failures="1">
                            <testcase classname=".agent-policy.yml" name="trees matches rm -r -f x"/>
                            <testcase classname=".agent-policy.yml" name="&lt;make&gt;">
                              <failure message="expected deny, was warn by makes (.agent-policy.yml:4:5): make goes on with a warning: makes (makes, .agent-policy.yml:4:5).">policy/bad_test.yml:3:5</failure>
                            </testcase>
                          </testsuite>
                        </testsuites>
                        """,
                        ""),
                argumentSet(
                        "for programs",
                        List.of("--json", ".agent-policy.yml"),
                        0,
                        """
                        {"policies":[{"policy":".agent-policy.yml","cases":[{"name":"trees matches rm -r -f x","source":".agent-policy.yml:3:78",\
                        "passed":true,"faults":[],"effect":""}],"coverage":50,"unmatched":[{"id":"makes","source":".agent-policy.yml:4:5"}],"mutation":[]}]}
                        """,
                        ""),
                argumentSet(
                        "a policy outside the folder",
                        List.of("odd/outside_test.yml"),
                        2,
                        "",
                        "odd/outside_test.yml: its policy ../../other.yml lies outside this folder.\n"),
                argumentSet(
                        "tests as their own policy",
                        List.of("odd/self_test.yml"),
                        2,
                        "",
                        "odd/self_test.yml names a file of tests as its policy.\n"),
                argumentSet(
                        "errors in a file of tests",
                        List.of("odd/wrong_test.yml"),
                        2,
                        "",
                        """
                        odd/wrong_test.yml:1:1: unknown key "polcy"; did you mean "policy"?
                        odd/wrong_test.yml:3:5: "expect" is missing in tests
                        odd/wrong_test.yml:3:22: "tool" is missing in tests.given
                        odd/wrong_test.yml:3:23: unknown key "cmd" in tests.given; did you mean "cwd"?
                        """));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void says_what_failed_and_ends_accordingly(
            List<String> arguments, int status, String out, String err) {
        Ran ran =
                Ran.in(
                        folder,
                        Stream.concat(Stream.of("test"), arguments.stream())
                                .toArray(String[]::new));

        assertThat(ran).isEqualTo(new Ran(status, out, err));
    }
}
