package dev.countersign.policy.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictsTest {
    private static final String VERSION = "version: \"2.1\"\n";

    @Test
    void an_override_that_allows_a_part_of_what_the_root_denies_is_a_conflict() {
        var policies =
                set(
                        ".agent-policy.yml",
                        """
                        version: "2.1"
                        permissions:
                          filesystem:
                            deny: ["backend/secrets/**"]
                        """,
                        "backend/.agent-policy.override.yml",
                        """
                        version: "2.1"
                        permissions:
                          filesystem:
                            allow:
                              - "secrets/test-fixtures/**"
                        """);

        assertThat(Conflicts.in(policies).conflicts())
                .extracting(Conflict::text)
                .containsExactly(
                        """
                        ERROR: Policy conflict detected
                          Root policy denies:       backend/secrets/**                 (.agent-policy.yml:4:12)
                          Backend override allows:  backend/secrets/test-fixtures/**   (backend/.agent-policy.override.yml:5:9)
                          For example:              backend/secrets/test-fixtures/a
                          Resolution: remove the override, or add an explicit exception to the root rule.""");
    }

    @ParameterizedTest
    @MethodSource
    void what_is_allowed_below_although_it_is_denied_above(
            String above, String below, List<String> examples) {
        var policies =
                set(
                        ".agent-policy.yml",
                        VERSION + above,
                        "lib/.agent-policy.override.yml",
                        VERSION + below);

        assertThat(Conflicts.in(policies).conflicts())
                .extracting(conflict -> conflict.extent() + " " + conflict.example())
                .containsExactlyElementsOf(examples);
    }

    static Stream<Arguments> what_is_allowed_below_although_it_is_denied_above() {
        return Stream.of(
                argumentSet(
                        "a part of what is allowed",
                        "permissions: {filesystem: {deny: [\"**/*.pem\"]}}",
                        "permissions: {filesystem: {allow: [\"certs/*\"]}}",
                        List.of("PART lib/certs/.pem")),
                argumentSet(
                        "reading is denied, writing allowed",
                        "permissions: {filesystem: {read: {deny: [\"lib/a/**\"]}}}",
                        "permissions: {filesystem: {allow: [\"a/**\"]}}",
                        List.of()),
                argumentSet(
                        "other folders",
                        "permissions: {filesystem: {deny: [\"secrets/**\"]}}",
                        "permissions: {filesystem: {allow: [\"secrets/**\"]}}",
                        List.of()),
                argumentSet(
                        "the exception of the denial",
                        "permissions: {filesystem: {deny: [{pattern: \"lib/a/**\", except: [\"lib/a/b/**\"]}]}}",
                        "permissions: {filesystem: {allow: [\"a/b/**\"]}}",
                        List.of()),
                argumentSet(
                        "more than the exception of the denial",
                        "permissions: {filesystem: {deny: [{pattern: \"lib/a/**\", except: [\"lib/a/b/**\"]}]}}",
                        "permissions: {filesystem: {allow: [\"a/*/c\"]}}",
                        List.of("PART lib/a/a/c")),
                argumentSet(
                        "outside of a closed list",
                        "permissions: {filesystem: {allow: [\"lib/a/**\"]}}",
                        "permissions: {filesystem: {allow: [\"b/**\", \"a/b\"]}}",
                        List.of("WHOLE lib/b/a")),
                argumentSet(
                        "outside of a list that is delegated",
                        "delegate: [filesystem.allow]\npermissions: {filesystem: {allow: [\"lib/a/**\"]}}",
                        "permissions: {filesystem: {allow: [\"b/**\"]}}",
                        List.of()),
                argumentSet(
                        "against a stated default",
                        "defaults: {filesystem.write: require_approval}",
                        "permissions: {filesystem: {allow: [\"b/**\"]}}",
                        List.of("WHOLE lib/b/a")),
                argumentSet(
                        "with a default that lets pass",
                        "defaults: {filesystem.write: warn}",
                        "permissions: {filesystem: {allow: [\"b/**\"]}}",
                        List.of()),
                argumentSet(
                        "commands",
                        "permissions: {commands: {deny: [\"rm -rf\", \"npm run deploy\", \"curl *\"]}}",
                        "permissions: {commands: {allow: [\"rm\", \"npm run *\", \"rm --force --recursive a\", \"npm test\"]}}",
                        List.of(
                                "PART rm -rf",
                                "PART npm run deploy",
                                "WHOLE rm --force --recursive -rf a")),
                argumentSet(
                        "rules in full",
                        "rules: [{id: x, effect: deny, match: {paths: [\"lib/x/**\"], access: [write]}}]",
                        "rules: [{id: y, effect: allow, match: {access: [create], paths: {all_within: [\"x/y\"]}}}]",
                        List.of("WHOLE lib/x/y")),
                argumentSet(
                        "rules that ask for more",
                        "rules: [{id: x, effect: deny, match: {paths: [\"lib/x/**\"], labels: [\"read:secret\"]}}]",
                        "permissions: {filesystem: {allow: [\"x/**\"]}}",
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void what_a_repository_allows_although_the_organisation_denies_it(
            String above, String below, List<String> examples) {
        var policies =
                set(
                        ".agent-policy.organisation.yml",
                        VERSION + above,
                        ".agent-policy.yml",
                        VERSION + below);

        assertThat(Conflicts.in(policies).conflicts())
                .extracting(conflict -> conflict.extent() + " " + conflict.example())
                .containsExactlyElementsOf(examples);
    }

    static Stream<Arguments> what_a_repository_allows_although_the_organisation_denies_it() {
        return Stream.of(
                argumentSet(
                        "hosts of a rule",
                        "rules: [{id: x, effect: deny, match: {hosts: [\"*.example.org\"]}}]",
                        "permissions: {network: {allow_outbound: false, exceptions: [\"a.example.org\", example.org, \"*\"]}}",
                        List.of("WHOLE a.example.org", "PART a.example.org")),
                argumentSet(
                        "hosts outside of a closed list",
                        "permissions: {network: {allow_outbound: false, exceptions: [\"*.example.org:443\"]}}",
                        "permissions: {network: {allow_outbound: false, exceptions: [\"a.example.org:443\", \"b.example.org\", \"other.example\"]}}",
                        List.of("PART b.example.org", "WHOLE other.example")),
                argumentSet(
                        "tools",
                        "permissions: {mcp: {servers: [{name: github, tools: {deny: [\"delete_*\"]}}]}}",
                        "permissions: {mcp: {servers: [{name: github, tools: {allow: [\"*_issue\", \"get_*\", delete_repo]}}]}}",
                        List.of("PART github/delete_issue", "WHOLE github/delete_repo")),
                argumentSet(
                        "servers outside of a closed list",
                        "permissions: {mcp: {servers: [{name: github}]}}",
                        "permissions: {mcp: {servers: [{name: jira}]}}",
                        List.of("WHOLE jira/a")));
    }

    @Test
    void in_one_file_only_an_allowance_without_any_effect_is_a_conflict() {
        var policies =
                set(
                        ".agent-policy.yml",
                        """
                        version: "2.1"
                        permissions:
                          filesystem:
                            allow: ["src/**", "src/.env.local"]
                            deny: [".env*"]
                        """);

        assertThat(Conflicts.in(policies).conflicts())
                .extracting(Conflict::text)
                .containsExactly(
                        """
                        ERROR: Policy conflict detected
                          Root policy denies:  .env*            (.agent-policy.yml:5:12)
                          Root policy allows:  src/.env.local   (.agent-policy.yml:4:23)
                          For example:         src/.env.local
                          Resolution: remove the allowance, or add an explicit exception to the root rule.""");
    }

    @Test
    void a_thousand_patterns_are_compared_with_a_thousand() {
        var policies =
                set(
                        ".agent-policy.yml",
                        VERSION
                                + "permissions: {filesystem: {deny: "
                                + patterns("**/d%d*/x%d")
                                + "}}",
                        "lib/.agent-policy.override.yml",
                        VERSION
                                + "permissions: {filesystem: {allow: "
                                + patterns("a%d/*b/e%d.ts")
                                + "}}");

        assertThat(Conflicts.in(policies).conflicts()).isEmpty();
    }

    @Test
    void so_many_conflicts_as_anyone_can_mend_are_told() {
        var policies =
                set(
                        ".agent-policy.yml",
                        VERSION
                                + "permissions: {filesystem: {deny: "
                                + patterns("**/*%d/%d*")
                                + "}}",
                        "lib/.agent-policy.override.yml",
                        VERSION
                                + "permissions: {filesystem: {allow: "
                                + patterns("**/%d*/a*%d")
                                + "}}");

        assertThat(Conflicts.in(policies).conflicts()).hasSize(Conflicts.MOST);
    }

    private static String patterns(String form) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "\"" + form.formatted(i, i) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static PolicySet set(String... namesAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return PolicySet.read(files);
    }
}
