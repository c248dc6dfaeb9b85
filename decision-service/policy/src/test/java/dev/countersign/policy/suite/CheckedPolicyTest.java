package dev.countersign.policy.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.layer.PolicySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedPolicyTest {

    /** The example of the language's specification, as far as cases go. */
    private static final String SPECIFIED =
            """
            version: "2.1"
            calendars:
              business: {timezone: Europe/Zurich, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}
            rules:
              - id: secrets.read
                effect: deny
                match: {effect: [secret.read]}
                except: [{paths: ["**/.env.example"]}]
                bypass: never
                match_examples: ["cat .env", {tool: Read, path: "~/.aws/credentials"}]
                no_match_examples: ["cat .env.example"]
              - id: deploy.outside.hours
                effect: deny
                match: {effect: [deploy, pkg.publish]}
                time: {outside: business}
              - id: commits
                effect: require_approval
                approval: {groups: [leads, security], quorum: 2, ttl: 30m}
                match: {command: ["git commit"]}
              - id: quiet
                effect: deny
                mode: observe
                match: {command: ["make"]}
            constraints: {max_actions_per_minute: 5}
            tests:
              - {name: env is closed, given: {command: "cat ./config/../.env"}, expect: {effect: deny, rule: secrets.read, bypassable: false, reason: is denied}}
              - {name: mention is not use, given: {command: "git commit -m 'remove rm -rf'"}, expect: {effect: require_approval, approval: {groups: [security, leads], quorum: 2}, bypassable: true}}
              - {name: late publish, given: {command: "npm publish", now: "2026-11-20T22:30:00+01:00"}, expect: {effect: deny}}
              - {name: publish by day, given: {command: "npm publish", now: "2026-11-20T12:30:00+01:00"}, expect: {effect: require_approval, rule: publish-deploy}}
              - {name: a secret is closed at any time, given: {command: "cat .env && npm publish"}, expect: {effect: deny}}
              - {name: only observed, given: {command: make}, expect: {effect: allow, observed: deny, rule: quiet}}
              - {name: too many, given: {command: ls, actions_in_last_minute: 6}, expect: {effect: deny, rule: constraints.max_actions_per_minute}}
            """;

    @Test
    void a_policy_that_keeps_its_promises_loads() {
        assertThat(CheckedPolicy.read(".agent-policy.yml", SPECIFIED).cases().tests()).hasSize(7);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                argumentSet(
                        "an example that does not match",
                        "\"cat .env\", {tool: Read",
                        "\"cat README.md\", {tool: Read",
                        """
                        .agent-policy.yml:10:22: match_examples: "cat README.md": the rule matches nothing of the call, \
                        which is: cat README.md; read README.md"""),
                argumentSet(
                        "an example that should not match",
                        "no_match_examples: [\"cat .env.example\"]",
                        "no_match_examples: [\"cat .env\"]",
                        """
                        .agent-policy.yml:11:25: no_match_examples: "cat .env": the rule matches secret.read .env"""));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_policy_that_breaks_one_is_refused_and_says_what_happened_instead(
            String was, String is, String errors) {
        assertThat(SPECIFIED).contains(was);

        assertThat(errors(SPECIFIED.replace(was, is))).isEqualTo(errors);
    }

    @Test
    void every_failed_case_is_told_at_once() {
        String wrong =
                """
                version: "2.1"
                rules:
                  - id: tests
                    effect: allow
                    match: {command: ["npm test"]}
                    match_examples: ["npm start"]
                    no_match_examples: ["npm test"]
                tests:
                  - {name: open, given: {command: "npm test"}, expect: {effect: deny, rule: closed}}
                """;

        assertThat(errors(wrong))
                .isEqualTo(
                        """
                        .agent-policy.yml:6:22: match_examples: "npm start": the rule matches nothing of the call, which is: npm start
                        .agent-policy.yml:7:25: no_match_examples: "npm test": the rule matches npm test
                        .agent-policy.yml:9:5: the test "open" fails: expected deny, was allow by tests (.agent-policy.yml:3:5): \
                        npm test is allowed: tests (tests, .agent-policy.yml:3:5).""");
    }

    @Test
    void what_depends_on_the_time_needs_one() {
        String timeless = SPECIFIED.replace(", now: \"2026-11-20T22:30:00+01:00\"", "");

        assertThat(errors(timeless))
                .isEqualTo(
                        """
                        .agent-policy.yml:28:5: the test "late publish" fails: it depends on the time and the call says no "now"; \
                        at 2026-11-16T07:00:00Z expected deny, was require_approval by publish-deploy (builtin/baseline.yml:…): \
                        pkg.publish needs a human's approval: Publishing and deploying (publish-deploy, builtin/baseline.yml:…). \
                        Wait for the decision, or propose a call that does not need it.""");
    }

    @Test
    void the_number_of_cases_is_bounded() {
        var yaml = new StringBuilder("version: \"2.1\"\ntests:\n");
        for (int i = 0; i <= CheckedPolicy.MOST_CASES; i++) {
            yaml.append("  - {name: n, given: {command: ls}, expect: {effect: allow}}\n");
        }

        assertThat(errors(yaml.toString()))
                .isEqualTo(
                        ".agent-policy.yml:2003:5: a policy has at most 2,000 tests and examples;"
                                + " put more into a _test.yml file beside it");
    }

    @Test
    void the_time_they_take_is_bounded() {
        var policies = PolicySet.of(PolicyFile.read(".agent-policy.yml", SPECIFIED));
        var clock = new AtomicLong();

        PolicyErrors refused =
                catchThrowableOfType(
                        PolicyErrors.class,
                        () -> CheckedPolicy.check(policies, () -> clock.addAndGet(8_000_000_000L)));

        assertThat(refused)
                .hasMessage(
                        ".agent-policy.yml:11:25: the tests and examples take longer than 20"
                                + " seconds; the rest was not run");
    }

    private static String errors(String yaml) {
        PolicyErrors refused =
                catchThrowableOfType(
                        PolicyErrors.class, () -> CheckedPolicy.read(".agent-policy.yml", yaml));
        return refused == null
                ? "none"
                : String.valueOf(refused.getMessage())
                        .replaceAll("baseline.yml:\\d+:\\d+", "baseline.yml:…");
    }
}
