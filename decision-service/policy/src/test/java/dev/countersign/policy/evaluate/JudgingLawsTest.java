package dev.countersign.policy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.ApprovalRequirement.Escalation;
import dev.countersign.policy.language.ApprovalRequirement.Panel;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.layer.PolicySet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingLawsTest {
    private static final String OPEN =
            """
            version: "2.1"
            defaults: {filesystem.read: allow, filesystem.write: allow, command: allow, network: allow, mcp: allow, package: allow}
            """;

    private static CompiledPolicy open(String rules) {
        return Judged.policy(OPEN + "rules:\n" + rules);
    }

    @Test
    void the_strongest_effect_wins_whatever_the_order() {
        var policy =
                open(
                        """
                          - {id: deny, effect: deny, match: {command: ["make test"]}}
                          - {id: allow, effect: allow, match: {command: ["make"]}}
                          - {id: kill, effect: kill, match: {command: ["make nuke"]}}
                        """);

        assertThat(Judged.effect(policy, "make build")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "make test")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "make build; make test; make nuke"))
                .isEqualTo(Effect.KILL);
    }

    @Test
    void a_loaded_policy_that_is_silent_leaves_the_dangerous_set_in_force() {
        var silent = Judged.policy("version: \"2.1\"");

        assertThat(Judged.effect(silent, "cat ~/.aws/credentials")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(silent, "terraform destroy")).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.effect(silent, "ls")).isEqualTo(Effect.ALLOW);
    }

    @Test
    void open_defaults_do_not_open_the_dangerous_set() {
        var policy = Judged.policy(OPEN);

        assertThat(Judged.effect(policy, "cat .env")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "git push -f")).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void an_allowed_command_does_not_allow_its_effect() {
        var policy = open("  - {id: a, effect: allow, match: {command: [\"npm publish\"]}}\n");

        assertThat(Judged.effect(policy, "npm publish")).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void an_effect_is_allowed_only_by_name() {
        var policy = open("  - {id: a, effect: allow, match: {effect: [pkg.publish]}}\n");

        assertThat(Judged.effect(policy, "npm publish")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "npm publish && git push -f"))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf /",
                "rm -rf ~",
                "sudo rm -rf /etc",
                "rm -rf /*",
                "dd if=x of=/dev/sda",
                "find / -delete"
            })
    void nothing_opens_the_emergency_set(String command) {
        var policy = open("  - {id: a, effect: allow, match: {effect: [\"*\"]}}\n");

        Verdict verdict = Judged.bash(policy, command);

        assertThat(verdict.effect()).isEqualTo(Effect.DENY);
        assertThat(verdict.bypassable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash -c \"$(cat x)\"",
                "$X y",
                "if",
                "python3 -c 'import os; os.kill(1, 9)'",
                "eval \"$X\""
            })
    void what_is_not_understood_is_never_below_approval(String command) {
        assertThat(Judged.effect(Judged.policy(OPEN), command)).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sudo bash -c \"$(cat x)\"", "eval \"$X\"; curl \"$HOST_FROM_OUTSIDE\""})
    void what_is_not_understood_beside_danger_is_denied(String command) {
        assertThat(Judged.effect(Judged.policy(OPEN), command)).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo \0", "echo \ud800", "\ufeffls"})
    void what_is_no_text_is_denied(String command) {
        assertThat(Judged.effect(Judged.policy(OPEN), command)).isEqualTo(Effect.DENY);
    }

    @Test
    void an_unknown_tool_is_held_and_a_harmless_one_is_not() {
        assertThat(Judged.call(CompiledPolicy.baseline(), "LaunchRocket", Map.of()).effect())
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.call(CompiledPolicy.baseline(), "TodoWrite", Map.of()).effect())
                .isEqualTo(Effect.ALLOW);
    }

    @Test
    void an_observing_policy_records_and_lets_pass() {
        var policy =
                Judged.policy(
                        "version: \"2.1\"\nmode: observe\npermissions: {commands: {deny: [\"make\"]}}");

        Verdict verdict = Judged.bash(policy, "make");

        assertThat(verdict.effect()).isEqualTo(Effect.ALLOW);
        assertThat(verdict.wouldBe()).isEqualTo(Effect.DENY);
        assertThat(verdict.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(Judged.effect(policy, "rm -rf /")).isEqualTo(Effect.DENY);
    }

    @Test
    void an_always_enforced_rule_ignores_the_mode() {
        var policy =
                Judged.policy(
                        """
                        version: "2.1"
                        mode: observe
                        rules:
                          - {id: a, effect: deny, always_enforce: true, match: {command: ["make"]}}
                        """);

        assertThat(Judged.effect(policy, "make")).isEqualTo(Effect.DENY);
    }

    @Test
    void several_requirements_combine_to_the_strictest() {
        var policy =
                open(
                        """
                          - {id: a, effect: require_approval, approval: {groups: [leads], quorum: 1, ttl: 2h}, match: {command: ["make"]}}
                          - {id: b, effect: require_approval, approval: {groups: [security], quorum: 2, ttl: 10m}, match: {command: ["make all"]}}
                        """);

        ApprovalRequirement both = Judged.bash(policy, "make all").approval().orElseThrow();
        assertThat(both.panels())
                .extracting(Panel::quorum, panel -> List.copyOf(panel.groups()))
                .containsExactlyInAnyOrder(
                        tuple(1, List.of("leads")), tuple(2, List.of("security")));
        assertThat(both.ttl()).hasMinutes(10);
    }

    @Test
    void requirements_of_the_same_groups_are_one_panel() {
        var policy =
                open(
                        """
                          - {id: a, effect: require_approval, approval: {groups: [a, b], quorum: 1, escalate: {after: 5m, to: [c, d]}}, match: {command: ["make"]}}
                          - {id: b, effect: require_approval, approval: {groups: [b, a], quorum: 2, step_up: true, escalate: {after: 9m, to: [d]}}, match: {command: ["make all"]}}
                        """);

        ApprovalRequirement both = Judged.bash(policy, "make all").approval().orElseThrow();
        assertThat(both)
                .isEqualTo(
                        new ApprovalRequirement(
                                List.of(
                                        new Panel(
                                                new TreeSet<>(List.of("a", "b")),
                                                2,
                                                Optional.of(
                                                        new Escalation(
                                                                Duration.ofMinutes(9),
                                                                new TreeSet<>(List.of("d")))))),
                                Duration.ofMinutes(30),
                                true));
    }

    @Test
    void a_rule_about_effect_and_path_speaks_of_that_path() {
        var policy =
                open(
                        """
                          - id: a
                            effect: deny
                            match: {effect: [fs.delete.tree], not: {paths: {all_within: ["build/**", "build"]}}}
                          - {id: b, effect: allow, match: {effect: [fs.delete.tree]}}
                        """);

        assertThat(Judged.effect(policy, "rm -r build")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "rm -r build src")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "rm -r build/../src")).isEqualTo(Effect.DENY);
    }

    @Test
    void an_exception_carves_out_of_its_own_rule_only() {
        var policy =
                Judged.policy(
                        OPEN
                                + "permissions: {filesystem: {deny: [{pattern: \"*.conf\", except: [\"app.conf\"]}, \"closed/**\"]}}");

        assertThat(Judged.effect(policy, "cat app.conf")).isEqualTo(Effect.ALLOW);
        assertThat(Judged.effect(policy, "cat db.conf")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "cat closed/app.conf")).isEqualTo(Effect.DENY);
        assertThat(Judged.effect(policy, "cat *.conf")).isEqualTo(Effect.DENY);
    }

    @Test
    void a_protected_branch_is_pushed_by_approval_and_never_rewritten() {
        var policy =
                Judged.policy(OPEN + "constraints: {protected_branches: [main, \"release/*\"]}");

        assertThat(Judged.effect(policy, "git push origin feature")).isEqualTo(Effect.WARN);
        assertThat(Judged.effect(policy, "git push origin main"))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.effect(policy, "git push origin x:refs/heads/release/1"))
                .isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.effect(policy, "git push")).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(Judged.effect(policy, "git push origin +main")).isEqualTo(Effect.DENY);
    }

    @Test
    void mcp_tools_are_judged_by_server_and_name() {
        var policy =
                Judged.policy(
                        """
                        version: "2.1"
                        permissions:
                          mcp: {servers: [{name: github, tools: {allow: ["get_*"], deny: ["get_secret*"]}}], unlisted: deny}
                        """);

        assertThat(Judged.call(policy, "mcp__github__get_issue", Map.of()).effect())
                .isEqualTo(Effect.ALLOW);
        assertThat(Judged.call(policy, "mcp__github__get_secrets", Map.of()).effect())
                .isEqualTo(Effect.DENY);
        assertThat(Judged.call(policy, "mcp__github__push", Map.of()).effect())
                .isEqualTo(Effect.DENY);
        assertThat(Judged.call(policy, "mcp__other__x", Map.of()).effect()).isEqualTo(Effect.DENY);
    }

    @Test
    void too_many_actions_in_a_minute_are_denied() {
        var policy = Judged.policy(OPEN + "constraints: {max_actions_per_minute: 3}");

        assertThat(
                        policy.judge(Judged.facts("ls"), Circumstances.in(Judged.ROOT).after(3))
                                .effect())
                .isEqualTo(Effect.ALLOW);
        assertThat(
                        policy.judge(Judged.facts("ls"), Circumstances.in(Judged.ROOT).after(4))
                                .effect())
                .isEqualTo(Effect.DENY);
    }

    @Test
    void several_policies_together_are_as_strict_as_each() {
        var policies =
                PolicySet.read(
                        Map.of(
                                ".agent-policy.organisation.yml",
                                OPEN + "permissions: {commands: {deny: [\"make\"]}}",
                                ".agent-policy.yml",
                                "version: \"2.1\"\npermissions: {commands: {allow: [\"make\"]}}"));

        assertThat(Judged.effect(CompiledPolicy.of(policies), "make")).isEqualTo(Effect.DENY);
    }
}
