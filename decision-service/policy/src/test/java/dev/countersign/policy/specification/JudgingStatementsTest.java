package dev.countersign.policy.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of the language's specification about judging, one test each. */
class JudgingStatementsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ls src                                    | invocation ls src",
                "cat a.txt                                 | file read a.txt",
                "curl https://a.example:8443/x             | egress connect to a.example:8443",
                "curl -X DELETE https://a.example/v1/x     | api request DELETE a.example/v1/x",
                "npm install left-pad                      | effect pkg.install left-pad",
                "rm -r build                               | effect fs.delete.tree build",
                "cat .env                                  | effect secret.read .env",
                "git push --force                          | effect vcs.push.force",
                "eval \"$X\"                               | opaque"
            })
    void an_action_is_turned_into_facts(String command, String expected) {
        assertThat(Judged.facts(command).all())
                .extracting(fact -> fact.kind() + " " + fact.show())
                .anyMatch(shown -> shown.startsWith(expected));
    }

    @Test
    void a_call_of_an_mcp_tool_is_a_fact() {
        assertThat(Judged.facts("mcp__github__get_issue", Map.of("number", 1)).all())
                .hasAtLeastOneElementOfType(Fact.McpCall.class);
    }

    static Stream<Arguments> arguments_of_mcp_calls() {
        return Stream.of(
                argumentSet(
                        "all as asked",
                        Map.of("owner", "acme", "ref", Map.of("name", "main")),
                        Effect.DENY),
                argumentSet(
                        "another value",
                        Map.of("owner", "other", "ref", Map.of("name", "main")),
                        Effect.ALLOW),
                argumentSet(
                        "another nested value",
                        Map.of("owner", "acme", "ref", Map.of("name", "dev")),
                        Effect.ALLOW),
                argumentSet("one is missing", Map.of("owner", "acme"), Effect.ALLOW),
                argumentSet(
                        "one of a list is enough to restrict",
                        Map.of("owner", List.of("x", "acme"), "ref", Map.of("name", "main")),
                        Effect.DENY));
    }

    @ParameterizedTest
    @MethodSource("arguments_of_mcp_calls")
    void calls_of_mcp_tools_are_matched_by_their_arguments(
            Map<String, Object> input, Effect expected) {
        CompiledPolicy policy =
                policy(
                        """
                        defaults: {mcp: allow}
                        rules: [{id: m, effect: deny, match: {mcp: {server: github, args: {owner: ["ac*"], ref.name: main}}}}]
                        """);

        assertThat(Judged.call(policy, "mcp__github__search_x", input).effect())
                .isEqualTo(expected);
    }

    @Test
    void every_fact_is_judged_on_its_own_by_the_strongest_rule_else_by_the_default_of_its_family() {
        CompiledPolicy policy =
                policy(
                        """
                        defaults: {command: require_approval, filesystem.read: warn}
                        rules:
                          - {id: weak, effect: allow, match: {command: ["make"]}}
                          - {id: strong, effect: warn, match: {command: ["make all"]}}
                        """);

        assertThat(Judged.effect(policy, "make")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "make all")).isEqualTo(Effect.WARN);
        assertThat(Judged.effect(policy, "xyz")).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.call(policy, "Read", Map.of("file_path", "a")).effect())
                .isEqualTo(Effect.WARN);
    }

    @Test
    void the_action_gets_the_strongest_effect_over_its_facts() {
        CompiledPolicy policy =
                policy(
                        """
                        defaults: {command: allow}
                        rules:
                          - {id: w, effect: warn, match: {command: ["w"]}}
                          - {id: r, effect: require_approval, match: {command: ["r"]}}
                          - {id: d, effect: deny, match: {command: ["d"]}}
                          - {id: k, effect: kill, match: {command: ["k"]}}
                        """);

        assertThat(Judged.effect(policy, "a; w")).isEqualTo(Effect.WARN);
        assertThat(Judged.effect(policy, "r; w; a")).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.effect(policy, "w; d; r")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "d; k; a")).isEqualTo(Effect.KILL);
    }

    @Test
    void there_are_no_priorities_and_no_order() {
        String deny = "  - {id: d, effect: deny, match: {command: [\"make\"]}}\n";
        String allow = "  - {id: a, effect: allow, match: {command: [\"make\"]}}\n";

        assertThat(Judged.effect(policy("rules:\n" + deny + allow), "make")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy("rules:\n" + allow + deny), "make")).isEqualTo(Effect.DENY);
    }

    @Test
    void one_denied_part_denies_the_whole_call() {
        CompiledPolicy policy =
                policy(
                        """
                        permissions: {commands: {allow: ["npm test"], deny: ["curl *"]}}
                        """);

        assertThat(Judged.effect(policy, "npm test && curl https://a.example"))
                .isEqualTo(Effect.DENY);
    }

    @Test
    void an_allow_rule_allows_only_the_fact_it_matches() {
        CompiledPolicy policy =
                policy(
                        """
                        permissions: {commands: {allow: ["cat"]}}
                        """);

        assertThat(Judged.effect(policy, "cat a.txt")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "cat .env")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "cat a.txt > /etc/passwd"))
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void what_is_outside_the_declared_signal_or_domain_is_denied() {
        CompiledPolicy policy =
                policy(
                        """
                        apis:
                          - {id: cloud, hosts: [api.cloud.example], operations: [{name: list, method: GET, path: "/v1/volumes"}, {name: drop, method: DELETE, path: "/v1/volumes/{id}"}]}
                        session_scope:
                          signal: {allowed_files: ["./config/staging.env"]}
                          domain: {allowed_apis: ["cloud:list"]}
                        rules:
                          - {id: open, effect: allow, match: {api: {id: cloud}}}
                          - {id: read, effect: allow, match: {access: [read]}}
                        """);

        assertThat(Judged.effect(policy, "cat README.md")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "curl -X DELETE https://api.cloud.example/v1/volumes/7"))
                .isEqualTo(Effect.DENY);
    }

    @Test
    void nothing_lifts_a_kill_or_a_rule_that_says_bypass_never() {
        CompiledPolicy policy =
                policy(
                        """
                        rules:
                          - {id: k, effect: kill, match: {command: ["k"]}}
                          - {id: n, effect: deny, bypass: never, match: {command: ["n"]}}
                          - {id: d, effect: deny, match: {command: ["d"]}}
                        """);

        assertThat(Judged.bash(policy, "k").bypassable()).isFalse();
        assertThat(Judged.bash(policy, "n").bypassable()).isFalse();
        assertThat(Judged.bash(policy, "n; d").bypassable()).isFalse();
        assertThat(Judged.bash(policy, "d").bypassable()).isTrue();
    }

    @Test
    void a_rule_that_restricts_and_cannot_be_evaluated_counts_as_matched_and_an_allow_does_not() {
        String calendar =
                """
                calendars: {work: {timezone: UTC, days: [fri], from: "08:00", to: "18:00"}}
                """;
        CompiledPolicy restricting =
                policy(
                        calendar
                                + """
                                defaults: {command: allow}
                                rules: [{id: d, effect: deny, match: {command: ["make"]}, time: {outside: work}}]
                                """);
        CompiledPolicy allowing =
                policy(
                        calendar
                                + """
                                defaults: {command: require_approval}
                                rules: [{id: a, effect: allow, match: {command: ["make"]}, time: {inside: work}}]
                                """);
        Instant friday = Instant.parse("2026-11-20T12:00:00Z");

        assertThat(Judged.effect(restricting, "make")).isEqualTo(Effect.DENY);
        assertThat(at(restricting, friday)).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(allowing, "make")).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(at(allowing, friday)).isEqualTo(Effect.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eval \"$X\"", "bash -c \"$(cat x)\"", "$CMD"})
    void what_is_opaque_is_never_below_approval_in_enforce_mode(String command) {
        CompiledPolicy open =
                policy(
                        """
                        defaults: {command: allow, network: allow, filesystem.write: allow}
                        rules: [{id: all, effect: allow, match: {tool: [Bash]}}]
                        """);

        assertThat(Judged.effect(open, command)).isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rm -rf /", "cat ~/.aws/credentials", "git push --force", "dd of=/dev/sda"})
    void with_no_policy_at_all_the_dangerous_set_is_still_stopped(String command) {
        assertThat(Judged.effect(CompiledPolicy.baseline(), command))
                .isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void observing_records_what_would_have_happened_and_lets_the_action_pass() {
        CompiledPolicy whole =
                policy(
                        """
                        mode: observe
                        rules: [{id: d, effect: deny, match: {command: ["make"]}}]
                        """);
        CompiledPolicy single =
                policy(
                        """
                        defaults: {command: allow}
                        rules: [{id: d, effect: deny, mode: observe, match: {command: ["make"]}}]
                        """);

        for (CompiledPolicy policy : List.of(whole, single)) {
            Verdict verdict = Judged.bash(policy, "make");

            assertThat(verdict.effect()).isLessThan(Effect.REQUIRE_APPROVAL);
            assertThat(verdict.wouldBe()).isEqualTo(Effect.DENY);
            assertThat(verdict.rules()).extracting(MatchedRule::id).contains("d");
        }
        assertThat(Judged.bash(whole, "make").mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void a_rule_that_is_always_enforced_ignores_observing() {
        CompiledPolicy policy =
                policy(
                        """
                        mode: observe
                        rules: [{id: d, effect: deny, always_enforce: true, match: {command: ["make"]}}]
                        """);

        assertThat(Judged.effect(policy, "make")).isEqualTo(Effect.DENY);
    }

    @Test
    void calls_are_limited_by_the_minute_and_by_files() {
        CompiledPolicy policy =
                policy(
                        """
                        constraints: {max_actions_per_minute: 3, max_files_per_action: 2}
                        """);

        assertThat(
                        policy.judge(Judged.facts("ls"), Circumstances.in(Judged.ROOT).after(4))
                                .effect())
                .isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "touch a b c")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "touch a b")).isLessThan(Effect.DENY);
    }

    @Test
    void a_domain_ends_with_the_session_s_age() {
        CompiledPolicy policy =
                policy(
                        """
                        apis: [{id: cloud, hosts: [api.cloud.example], operations: [{name: list, method: GET, path: "/v1"}]}]
                        session_scope: {domain: {allowed_apis: ["cloud:*"], expires_in: 4h}}
                        rules: [{id: open, effect: allow, match: {api: {id: cloud}}}]
                        """);
        Circumstances here = Circumstances.in(Judged.ROOT);
        var facts = Judged.facts("curl https://api.cloud.example/v1");

        assertThat(
                        policy.judge(facts, here.by(Proposer.UNKNOWN.since(Duration.ofHours(3))))
                                .effect())
                .isLessThan(Effect.DENY);
        assertThat(
                        policy.judge(facts, here.by(Proposer.UNKNOWN.since(Duration.ofHours(4))))
                                .effect())
                .isEqualTo(Effect.DENY);
    }

    private static Effect at(CompiledPolicy policy, Instant now) {
        return policy.judge(Judged.facts("make"), Circumstances.in(Judged.ROOT).at(now)).effect();
    }

    private static CompiledPolicy policy(String rest) {
        return Judged.policy("version: \"2.1\"\n" + rest);
    }
}
