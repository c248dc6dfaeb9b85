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
                        "what YAML does not take for a text",
                        """
                        version: "2.1"
                        permissions:
                          filesystem: {allow: 7, deny: [null, "8", true]}
                          commands: {deny: [npm publish, 1.0]}
                        """,
                        """
                        3:23: permissions.filesystem.allow holds texts; write "7" in quotes if that is meant
                        3:33: permissions.filesystem.deny holds texts
                        3:44: permissions.filesystem.deny holds texts; write "true" in quotes if that is meant
                        4:34: permissions.commands.deny holds texts; write "1.0" in quotes if that is meant"""),
                argumentSet(
                        "repeated key",
                        "version: \"2.1\"\nmode: enforce\nmode: observe",
                        "3:1: \"mode\" is given twice"),
                argumentSet(
                        "what would hide from people what they decide",
                        "version: \"2.1\"\naudit: {redact: [\"input.*token*\", \"input.*\", input.Command]}",
                        """
                        2:35: "input.*" would hide "command", which people decide by
                        2:46: "input.Command" would hide "command", which people decide by"""),
                argumentSet(
                        "a pattern that no path is as long as",
                        "version: \"2.1\"\npermissions: {filesystem: {deny: [\"%s\"]}}"
                                .formatted("{a}".repeat(5_000)),
                        "2:35: a pattern is at most 1,024 characters long"),
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
                        "calendars and times",
                        """
                        version: "2.1"
                        calendars:
                          a: {timezone: Europe/Zürich, days: [monday], from: "8", to: "25:00"}
                          b: {timezone: UTC}
                        rules:
                          - {id: a, effect: deny, match: {tool: x}, time: {inside: c}}
                          - {id: b, effect: deny, match: {tool: x}, time: {inside: b, outside: b}}
                        """,
                        """
                        3:17: "Europe/Zürich" is no time zone; did you mean "Europe/Zurich"?; write one such as Europe/Zurich or UTC
                        3:39: calendars.a.days cannot be "monday" (one of mon, tue, wed, thu, fri, sat, sun)
                        3:54: "8" is no time of day; write one such as "08:00", in quotes
                        3:63: "25:00" is no time of day; write one such as "08:00", in quotes
                        6:60: there is no calendar "c"; did you mean "b"?
                        7:51: time is either inside or outside of calendars"""),
                argumentSet(
                        "alerts",
                        """
                        version: "2.1"
                        alerts:
                          - {id: a, when: {effect: [deny], first_seen: host}, notify: [slack:x]}
                          - {id: a, when: {effect: [denied], count: 0}, notify: [pager:x], action: stop}
                          - {when: {no_decision_for: soon, count: 3}}
                          - {id: b, when: {first_seen: host, by: agent}, notify: [slack:x]}
                          - {id: b, when: {first_seen: host, by: agent}, notify: [slack:x]}
                        """,
                        """
                        3:19: an alert is about effect, first_seen or no_decision_for; give one of them
                        4:19: "within" is missing in alerts.when
                        4:29: alerts.when.effect cannot be "denied" (one of allow, warn, require_approval, deny, kill)
                        4:45: alerts.when.count is a whole number of at least 1
                        4:58: "pager:x" is no channel; write slack:NAME, email:NAME or webhook:NAME
                        4:76: alerts.action cannot be "stop" (one of suspend_session)
                        5:5: "id" is missing in alerts
                        5:5: "notify" is missing in alerts
                        5:30: no_decision_for is a duration such as 30m, 2h or PT30M
                        5:36: "count" does not belong to this kind of alert
                        7:5: the alert "b" is already at line 6"""),
                argumentSet(
                        "packs, delegation, bypass, revision, approval",
                        """
                        version: "2.1"
                        metadata: {revision: last}
                        extends: [{pack: builtin/baselin@1}, {pack: baseline}]
                        delegate: [filesystem.allowed]
                        bypass: {max_duration: long, approvers: {role: boss, quorum: 0}, min_reason: 0}
                        approval_profiles:
                          a: {escalate: {after: 2h}, step_up: maybe}
                          b: {ttl: 1h, escalate: {after: 1h, to: [x]}}
                        """,
                        """
                        2:22: metadata.revision is a whole number that never goes down
                        3:18: there is no pack "builtin/baselin@1"; did you mean "builtin/baseline@1"? (one of builtin/baseline@1, builtin/code-safety@1, builtin/railway@1, builtin/aws@1, builtin/kubernetes@1, builtin/github@1, builtin/database@1)
                        3:45: a pack is named with its major version, such as builtin/baseline@1
                        4:12: delegate cannot be "filesystem.allowed"; did you mean "filesystem.allow"? (one of filesystem.allow, filesystem.read.allow, commands.allow, network.exceptions, mcp.servers)
                        5:24: max_duration is a duration such as 30m, 2h or PT30M
                        5:48: bypass.approvers.role cannot be "boss" (one of on-call, approver, security-reviewer, policy-admin)
                        5:62: bypass.approvers.quorum is a whole number of at least 1
                        5:78: bypass.min_reason is a whole number of at least 1
                        7:17: "to" is missing in escalate
                        7:25: the request ends before it is escalated; ttl is longer
                        7:39: approval_profiles.a.step_up is true or false
                        8:34: the request ends before it is escalated; ttl is longer"""),
                argumentSet(
                        "tests and examples",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {tool: x}, match_examples: [{path: y}, {tool: Read, file: y}]}
                        tests:
                          - {given: {command: ls, now: noon, labels: [x]}, expect: {effect: nothing}}
                          - {name: a, given: {tool: Read, input: y}}
                        """,
                        """
                        3:62: "tool" is missing in rules.match_examples
                        3:86: unknown key "file" in rules.match_examples
                        5:5: "name" is missing in tests
                        5:32: "noon" is no time; write one with its offset, such as 2026-11-20T22:30:00+01:00
                        5:47: no label is called "x"
                        5:69: tests.expect.effect cannot be "nothing" (one of allow, warn, require_approval, deny, kill)
                        6:5: "expect" is missing in tests
                        6:42: input is a mapping: the arguments of the tool"""),
                argumentSet(
                        "expressions, however they are quoted",
                        """
                        version: "2.1"
                        rules:
                          - {id: a, effect: deny, match: {tool: x}, when: "action.lines_chnged > 0"}
                          - {id: b, effect: deny, match: {tool: x}, when: "'\\u00e9\\"' == actoin.tool"}
                          - {id: c, effect: deny, match: {tool: x}, when: '''a'' == agent.nam'}
                          - id: d
                            effect: deny
                            match: {tool: x}
                            when: agent.name == 'x'
                              && action.lines > 3
                          - id: e
                            effect: deny
                            match: {tool: x}
                            when: |
                              agent.name == 'x' &&

                                  sesion.age > duration('1h')
                          - id: f
                            effect: deny
                            match: {tool: x}
                            when: >-
                              agent.name == 'x'
                              || [1
                          - {id: g, effect: deny, match: {tool: x}, when: [a]}
                        """,
                        """
                        3:59: unknown field "lines_chnged" in action; did you mean "lines_changed"?
                        4:66: unknown name "actoin"; did you mean "action"?
                        5:67: unknown field "nam" in agent; did you mean "name"?
                        10:17: unknown field "lines" in action
                        17:11: unknown name "sesion"; did you mean "session"?
                        23:12: not a CEL expression: mismatched input '<EOF>'
                        24:51: rules.when is a text"""),
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
    void a_quote_that_never_ends_is_told_where_it_begins() {
        assertThat(errors("version: \"2.1\"\nmode: \"enforce\nrules: []\n"))
                .isEqualTo(
                        "2:7: not valid YAML: the quoted text that begins here: found unexpected end of stream");
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
