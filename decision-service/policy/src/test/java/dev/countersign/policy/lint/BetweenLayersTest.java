package dev.countersign.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.layer.Conflicts;
import dev.countersign.policy.layer.PolicySet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is worth a look between layers, beside conflicts. */
class BetweenLayersTest {
    private static final String ORGANISATION = ".agent-policy.organisation.yml";
    private static final String ROOT = ".agent-policy.yml";
    private static final String OVERRIDE = "lib/.agent-policy.override.yml";

    @Test
    void a_default_that_a_layer_above_states_more_strictly_has_no_effect() {
        assertThat(
                        told(
                                ORGANISATION,
                                "defaults: {network: deny, mcp: warn, command: require_approval}\n",
                                ROOT,
                                "defaults: {network: warn, mcp: deny, command: require_approval}\n",
                                OVERRIDE,
                                "defaults: {command: allow}\n"))
                .isEqualTo(
                        """
                        .agent-policy.yml:2:21: overruled: defaults.network: warn has no effect beneath the Organisation policy: deny (.agent-policy.organisation.yml:2:21)
                        lib/.agent-policy.override.yml:2:21: overruled: defaults.command: allow has no effect beneath the Organisation policy: require_approval (.agent-policy.organisation.yml:2:47)""");
    }

    @Test
    void a_layer_that_only_observes_overrules_no_default_that_is_in_force() {
        assertThat(
                        told(
                                ORGANISATION,
                                "mode: observe\ndefaults: {network: deny}\n",
                                ROOT,
                                "defaults: {network: warn}\n"))
                .isEmpty();
    }

    @Test
    void audit_and_the_terms_of_a_bypass_only_become_stricter() {
        assertThat(
                        told(
                                ORGANISATION,
                                """
                                audit: {retention_days: 365, alert_on_deny: true}
                                bypass: {max_duration: 1h, approvers: {role: on-call, quorum: 2}, min_reason: 20, require_incident: true, review_within: 24h}
                                """,
                                ROOT,
                                """
                                audit: {log_all_actions: false, retention_days: 30, alert_on_deny: false}
                                bypass: {max_duration: 4h, approvers: {role: approver, quorum: 1}, min_reason: 5, require_incident: false, review_within: 48h}
                                """))
                .isEqualTo(
                        """
                        .agent-policy.yml:2:26: overruled: audit.log_all_actions: false has no effect beneath the Organisation policy, which leaves it as usual (.agent-policy.organisation.yml)
                        .agent-policy.yml:2:49: overruled: audit.retention_days: 30 has no effect beneath the Organisation policy: 365 (.agent-policy.organisation.yml:2:25)
                        .agent-policy.yml:2:68: overruled: audit.alert_on_deny: false has no effect beneath the Organisation policy: true (.agent-policy.organisation.yml:2:45)
                        .agent-policy.yml:3:24: overruled: bypass.max_duration: 4h has no effect beneath the Organisation policy: 1h (.agent-policy.organisation.yml:3:24)
                        .agent-policy.yml:3:46: overruled: bypass.approvers.role: approver has no effect beneath the Organisation policy: on-call (.agent-policy.organisation.yml:3:46)
                        .agent-policy.yml:3:64: overruled: bypass.approvers.quorum: 1 has no effect beneath the Organisation policy: 2 (.agent-policy.organisation.yml:3:63)
                        .agent-policy.yml:3:80: overruled: bypass.min_reason: 5 has no effect beneath the Organisation policy: 20 (.agent-policy.organisation.yml:3:79)
                        .agent-policy.yml:3:101: overruled: bypass.require_incident: false has no effect beneath the Organisation policy: true (.agent-policy.organisation.yml:3:101)
                        .agent-policy.yml:3:123: overruled: bypass.review_within: 48h has no effect beneath the Organisation policy: 24h (.agent-policy.organisation.yml:3:122)""");
    }

    @Test
    void what_is_as_strict_or_stricter_is_no_finding() {
        String terms =
                """
                defaults: {network: deny}
                audit: {retention_days: 365, log_all_actions: true, alert_on_deny: true, redact: [a]}
                bypass: {max_duration: 1h, approvers: {role: on-call, quorum: 2}, min_reason: 20, require_incident: true, review_within: 24h}
                """;

        assertThat(told(ORGANISATION, terms, ROOT, terms)).isEmpty();
        assertThat(
                        told(
                                ORGANISATION,
                                terms,
                                ROOT,
                                """
                                audit: {retention_days: 400}
                                bypass: {max_duration: 30m, approvers: {quorum: 3}, min_reason: 40, review_within: 12h}
                                """))
                .isEmpty();
    }

    @Test
    void a_search_that_stopped_says_how_much_is_left() {
        String denied = patterns("**/*%d/%d*");
        String allowed = patterns("**/%d*/a*%d");

        assertThat(
                        told(
                                        ROOT,
                                        "permissions: {filesystem: {deny: " + denied + "}}\n",
                                        OVERRIDE,
                                        "permissions: {filesystem: {allow: " + allowed + "}}\n")
                                .lines()
                                .filter(line -> line.contains("not-compared")))
                .singleElement()
                .asString()
                .matches(
                        "lib/.agent-policy.override.yml:1:1: not-compared: the search for conflicts stopped after 500 of"
                                + " them; [0-9,]+ pairs of patterns were not compared");
    }

    @Test
    void names_and_commands_are_compared_beyond_what_paths_allow() {
        String denied =
                IntStream.range(0, 400)
                        .mapToObj(i -> "tool%d x".formatted(i))
                        .collect(Collectors.joining("\", \"", "[\"", "\"]"));
        String allowed =
                IntStream.range(0, 400)
                        .mapToObj(i -> "other%d x".formatted(i))
                        .collect(Collectors.joining("\", \"", "[\"", "\", \"tool399 x\"]"));
        PolicySet policies =
                set(
                        Map.of(
                                ORGANISATION,
                                "version: \"2.1\"\npermissions: {commands: {deny: "
                                        + denied
                                        + "}}\n",
                                ROOT,
                                "version: \"2.1\"\npermissions: {commands: {allow: "
                                        + allowed
                                        + "}}\n"));

        Conflicts.Found found = Conflicts.in(policies);

        assertThat(found.left()).isZero();
        assertThat(found.conflicts()).hasSize(1);
    }

    private static String patterns(String form) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "\"" + form.formatted(i, i) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String told(String... namesAndTexts) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], "version: \"2.1\"\n" + namesAndTexts[i + 1]);
        }
        return Linter.between(set(files), files).stream()
                .map(
                        finding ->
                                "%s: %s: %s"
                                        .formatted(
                                                finding.source(),
                                                finding.check().id(),
                                                finding.message()))
                .collect(Collectors.joining("\n"));
    }

    private static PolicySet set(Map<String, String> files) {
        return PolicySet.read(files);
    }
}
