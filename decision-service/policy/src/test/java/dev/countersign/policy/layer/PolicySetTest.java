package dev.countersign.policy.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicySetTest {
    private static final String EMPTY = "version: \"2.1\"\n";

    @Test
    void files_are_put_in_layers_by_their_names() {
        var policies =
                PolicySet.read(
                        Map.of(
                                "b/c/.agent-policy.override.yml", EMPTY,
                                "b/.agent-policy.override.yml", EMPTY,
                                "a/a/a/.agent-policy.override.yml", EMPTY,
                                ".agent-policy.yml", EMPTY,
                                "checks_test.yml", "no policy",
                                ".agent-policy.team.yml", EMPTY,
                                ".agent-policy.organisation.yml", EMPTY));

        assertThat(policies.layers())
                .extracting(Layer::title)
                .containsExactly(
                        "Organisation policy",
                        "Team policy",
                        "Root policy",
                        "B override",
                        "B/c override",
                        "A/a/a override");
        assertThat(policies.overrides()).hasSize(3);
    }

    @Test
    void a_file_alone_is_the_repositorys() {
        var policies = PolicySet.read(Map.of("policies/mine.yml", EMPTY));

        assertThat(policies.layers()).extracting(Layer::rank).containsExactly(Rank.REPOSITORY);
    }

    @Test
    void errors_of_all_files_are_told_together() {
        assertThatThrownBy(
                        () ->
                                PolicySet.read(
                                        Map.of(
                                                ".agent-policy.yml", EMPTY + "rule: []\n",
                                                "lib/.agent-policy.override.yml", EMPTY + "a: b\n",
                                                ".agent-policy.tema.yml", EMPTY)))
                .hasMessage(
                        """
                        .agent-policy.tema.yml:1:1: this is no name of a policy; in the root folder these are: .agent-policy.organisation.yml, .agent-policy.team.yml, .agent-policy.yml
                        .agent-policy.yml:2:1: unknown key "rule"; did you mean "rules"?
                        lib/.agent-policy.override.yml:2:1: unknown key "a\"""");
    }

    @ParameterizedTest
    @MethodSource
    void an_override_cannot_say_what_is_not_about_its_folder(String text, String message) {
        String name = "lib/.agent-policy.override.yml";

        assertThatThrownBy(() -> PolicySet.read(Map.of(name, EMPTY + text)))
                .hasMessage(name + ":" + message);
    }

    static Stream<Arguments> an_override_cannot_say_what_is_not_about_its_folder() {
        String ofTheRoot =
                " belongs to the root policy; an override speaks of the files in its folder";
        return Stream.of(
                argumentSet("agents", "agents: [a]", "2:1: \"agents\"" + ofTheRoot),
                argumentSet(
                        "session scope",
                        "session_scope: {signal: {allowed_files: [a]}}",
                        "2:1: \"session_scope\"" + ofTheRoot),
                argumentSet("audit", "audit: {retention_days: 3}", "2:1: \"audit\"" + ofTheRoot),
                argumentSet(
                        "packs",
                        "extends: [{pack: builtin/baseline@1}]",
                        "2:1: \"extends\"" + ofTheRoot),
                argumentSet(
                        "limits of a session",
                        "constraints: {max_actions_per_minute: 3}",
                        "2:15: \"max_actions_per_minute\"" + ofTheRoot),
                argumentSet(
                        "absolute paths",
                        "permissions: {filesystem: {allow: [\"/etc/**\"]}}",
                        "2:36: \"/etc/**\" leads out of the override's folder, where its patterns are anchored"),
                argumentSet(
                        "paths upwards",
                        "rules: [{id: a, effect: allow, match: {not: {paths: [\"../b/**\"]}}}]",
                        "2:9: \"../b/**\" leads out of the override's folder, where its patterns are anchored"),
                argumentSet(
                        "open connections",
                        "permissions: {network: {allow_outbound: true}}",
                        "2:41: an override can allow only what touches files in its folder; this belongs to the root policy"));
    }

    @ParameterizedTest
    @MethodSource
    void names_of_no_policy_are_refused(String name) {
        Map<String, String> files = Map.of(".agent-policy.yml", EMPTY, name, EMPTY);

        assertThatThrownBy(() -> PolicySet.read(files)).hasMessageStartingWith(name + ":1:1: ");
    }

    static Stream<Arguments> names_of_no_policy_are_refused() {
        return Stream.of(
                        ".agent-policy.override.yml",
                        "lib/.agent-policy.yml",
                        "../.agent-policy.override.yml",
                        "/lib/.agent-policy.override.yml",
                        "a/./b/.agent-policy.override.yml",
                        "a\\b/.agent-policy.override.yml",
                        "{a,b}/.agent-policy.override.yml",
                        "lib/.agent-policy.override.yaml")
                .map(name -> argumentSet(name, name));
    }
}
