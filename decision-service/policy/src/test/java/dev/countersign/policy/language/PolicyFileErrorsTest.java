package dev.countersign.policy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyFileErrorsTest {
    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet(
                        "empty",
                        "",
                        "1:1: the file is empty; a policy begins with version: \"2.1\""),
                argumentSet(
                        "no mapping",
                        "[1]",
                        "1:1: a policy is a mapping of keys such as version and permissions"),
                argumentSet("no version", "mode: enforce", "1:1: \"version\" is missing"),
                argumentSet(
                        "newer version",
                        "version: \"2.2\"",
                        "1:10: version \"2.2\" of the language is not known; this version reads 1.0, 2.0, 2.1"),
                argumentSet(
                        "unknown key",
                        "version: \"2.1\"\npermisions: {}",
                        "2:1: unknown key \"permisions\"; did you mean \"permissions\"?"),
                argumentSet(
                        "repeated key",
                        "version: \"2.1\"\nmode: enforce\nmode: observe",
                        "3:1: \"mode\" is given twice"),
                argumentSet(
                        "known how",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, title: A, effect: warn, match: {program: {known: reading}}}
                        """,
                        "3:62: program.known is looking or acting"),
                argumentSet(
                        "all at once",
                        """
                        version: "2.1"
                        mode: enforced
                        permissions:
                          filesystem:
                            allow: ["!src/**"]
                            dney: ["x"]
                          network: {exceptions: ["https://a.example/x"]}
                        rules:
                          - id: a
                            effect: forbid
                            match: {effect: [secret.raed]}
                        """,
                        """
                        2:7: mode cannot be "enforced"; did you mean "enforce"? (one of enforce, observe)
                        5:13: a pattern cannot begin with "!"; use "except" in the same rule
                        6:5: unknown key "dney" in permissions.filesystem; did you mean "deny"?
                        7:12: "allow_outbound" is missing in permissions.network
                        7:26: "https://a.example/x" is not a host; write it without scheme, user and path
                        10:13: rules.effect cannot be "forbid" (one of allow, warn, require_approval, deny, kill)
                        11:22: no effect is called "secret.raed"; did you mean "secret.read"?"""),
                argumentSet(
                        "nothing is ignored",
                        "version: \"2.1\"\nalerts: {}\ncalendars: {}",
                        """
                        2:1: "alerts" is not supported by this version; remove it, nothing would enforce it
                        3:1: "calendars" is not supported by this version; remove it, nothing would enforce it"""),
                argumentSet(
                        "nothing in a rule is ignored",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {agents: ["x"]}, when: "true"}
                        """,
                        """
                        3:51: "when" is not supported by this version; remove it, nothing would enforce it"""),
                argumentSet(
                        "labels that no session ever has",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {labels: ["read:secrets", "wrote", "wrote:src/**", "read:*"]}}
                        """,
                        """
                        3:44: no label is called "read:secrets"; did you mean "read:secret"?
                        3:60: no label is called "wrote"; did you mean "wrote:"?"""),
                argumentSet(
                        "same id",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {tool: x}}
                          - {id: a, effect: deny, match: {tool: y}}
                        """,
                        "4:5: the id \"a\" is already used at line 3"),
                argumentSet(
                        "several invocations",
                        "version: \"2.1\"\npermissions: {commands: {deny: [\"a | b\"]}}",
                        "2:33: \"a | b\" is more than one invocation; write a rule for each program"),
                argumentSet(
                        "opaque cannot be allowed",
                        "version: \"2.1\"\ndefaults: {opaque: allow}",
                        "2:20: what is not understood is never below require_approval"),
                argumentSet(
                        "unknown profile",
                        """
                        version: "2.1"
                        approval_profiles: {security: {groups: [a], quorum: 2, ttl: 30m}}
                        rules:
                          - {id: a, effect: require_approval, approval: securty, match: {tool: x}}
                        """,
                        "4:49: there is no approval profile \"securty\"; did you mean \"security\"?"),
                argumentSet(
                        "aliases",
                        "version: &a \"2.1\"\nmode: *a",
                        "2:7: aliases (*name) are not supported; write the value out"),
                argumentSet(
                        "two documents",
                        "version: \"2.1\"\n---\nversion: \"2.1\"",
                        "2:1: a policy file is a single YAML document"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_error_is_reported_with_its_place(String yaml, String expected) {
        assertThat(errors(yaml)).isEqualTo(expected);
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(errors("version: \"2.1\"\nx: " + "[".repeat(5_000)))
                .isEqualTo("2:43: nested deeper than 40 levels");
    }

    @Test
    void a_huge_file_is_refused() {
        assertThat(errors("version: \"2.1\"\n# " + "x".repeat(1 << 20)))
                .isEqualTo("1:1: the file is larger than 1 MiB");
    }

    @Test
    void broken_yaml_is_refused_with_its_place() {
        assertThat(errors("version: \"2.1\"\nmode: [")).startsWith("2:8: not valid YAML: ");
    }

    @Test
    void a_character_that_is_no_text_is_refused_with_its_place() {
        assertThat(errors("version: \"2.1\"\nmode: \0"))
                .isEqualTo("2:7: the character U+0000 is not allowed in YAML");
        assertThat(errors("# \ud83d\ude00\u001b[31m"))
                .isEqualTo("1:4: the character U+001B is not allowed in YAML");
    }

    private static String errors(String yaml) {
        PolicyErrors thrown =
                catchThrowableOfType(
                        PolicyErrors.class, () -> PolicyFile.read(".agent-policy.yml", yaml));
        return thrown.errors().stream()
                .map(PolicyError::toString)
                .collect(Collectors.joining("\n"));
    }
}
