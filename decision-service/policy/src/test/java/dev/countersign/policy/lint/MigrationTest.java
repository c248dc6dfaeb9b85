package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.PolicyErrors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet(
                        "the policy that teams start with",
                        Judged.SEED,
                        Judged.SEED.replace("version: \"1.0\"", "version: \"2.1\"")),
                argumentSet(
                        "names",
                        """
                        # mine
                        version: '2.0'  # old
                        schema_url: https://agent-policy.dev/schemas/v2.0.json
                        rules:
                          - id: a  # a rule
                            effect: deny
                            match: {effect: [fs.delete.tree], not: {paths: {all: ["build", "build/**"]}}}
                        """,
                        """
                        # mine
                        version: "2.1"  # old
                        schema_url: "https://agent-policy.dev/schemas/v2.1.json"
                        rules:
                          - id: a  # a rule
                            effect: deny
                            match: {effect: [fs.delete.tree], not: {paths: {all_within: ["build", "build/**"]}}}
                        """),
                argumentSet(
                        "a list without constraints",
                        """
                        version: "1.0"
                        require_human_approval:   # ask us
                          # the manifest
                          - file_pattern: "package.json"

                          - command_pattern: git commit   # each one
                        permissions: {commands: {deny: [rm -rf]}}
                        """,
                        """
                        version: "2.1"
                        constraints:
                          require_human_approval:   # ask us
                            # the manifest
                            - file_pattern: "package.json"

                            - command_pattern: git commit   # each one
                        permissions: {commands: {deny: [rm -rf]}}
                        """),
                argumentSet(
                        "a list before constraints",
                        """
                        version: "1.0"
                        require_human_approval: [{command_pattern: git commit}]
                        constraints:
                            max_files_per_action: 3   # few
                        # the end
                        """,
                        """
                        version: "2.1"
                        constraints:
                            max_files_per_action: 3   # few
                            require_human_approval: [{command_pattern: git commit}]
                        # the end
                        """),
                argumentSet(
                        "a list behind constraints, at the end of the file",
                        """
                        version: "1.0"
                        constraints:
                          protected_branches:
                          - main
                        require_human_approval:
                        - command_pattern: git commit""",
                        """
                        version: "2.1"
                        constraints:
                          protected_branches:
                          - main
                          require_human_approval:
                          - command_pattern: git commit
                        """),
                argumentSet(
                        "constraints on one line stay, and so does the list",
                        """
                        version: "1.0"
                        constraints: {max_files_per_action: 3}
                        require_human_approval: [{command_pattern: git commit}]
                        """,
                        """
                        version: "2.1"
                        constraints: {max_files_per_action: 3}
                        require_human_approval: [{command_pattern: git commit}]
                        """),
                argumentSet(
                        "all on one line",
                        "{version: \"1.0\", require_human_approval: [{command_pattern: git commit}]}",
                        "{version: \"2.1\", require_human_approval: [{command_pattern: git commit}]}"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_older_file_is_rewritten_with_its_comments(String before, String after) {
        assertThat(Migration.of("p.yml", before).text()).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_action_is_judged_as_before(String before, String after) {
        CompiledPolicy old = Judged.policy(before);
        CompiledPolicy now = Judged.policy(after);

        assertThat(CorpusLines.every(11))
                .allSatisfy(
                        line ->
                                assertThat(Judged.effect(now, line))
                                        .as(line)
                                        .isEqualTo(Judged.effect(old, line)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_rewritten_stays_as_it_is(String before, String after) {
        assertThat(Migration.of("p.yml", after)).isEqualTo(new Migration(after, List.of()));
    }

    @Test
    void each_step_is_told() {
        assertThat(
                        Migration.of(
                                        "p.yml",
                                        "version: \"1.0\"\nrequire_human_approval: [{command_pattern: x}]\n")
                                .steps())
                .containsExactly(
                        "version is 2.1", "require_human_approval stands under constraints");
    }

    @Test
    void what_does_not_load_is_refused() {
        assertThatThrownBy(() -> Migration.of("p.yml", "version: \"1.0\"\nx: 1\n"))
                .isInstanceOf(PolicyErrors.class);
    }
}
