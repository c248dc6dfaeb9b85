package dev.countersign.policy.layer;

import static dev.countersign.policy.layer.Layered.ORGANISATION;
import static dev.countersign.policy.layer.Layered.ROOT;
import static dev.countersign.policy.layer.Layered.TEAM;
import static dev.countersign.policy.layer.Layered.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.policy.Judged;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.Effect;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a layer gives a name to can be used in those beneath it. */
class NamesTest {
    private static final String BUSINESS =
            "calendars: {business: {timezone: UTC, days: [mon, tue, wed, thu, fri], from: \"08:00\", to: \"18:00\"}}\n";
    private static final String SECURITY =
            "approval_profiles: {security: {groups: [security-reviewers], quorum: 2}}\n";
    private static final String RAILWAY =
            """
            apis: [{id: railway, hosts: [backboard.railway.app], operations: [{name: volume_delete, graphql: "mutation volumeDelete"}]}]
            """;
    private static final String CLOSED_AT_NIGHT =
            "rules: [{id: night, effect: deny, match: {command: [make]}, time: {outside: business}}]\n";
    private static final String OVERRIDE = "lib/.agent-policy.override.yml";

    @Test
    void a_calendar_of_the_organisation_is_known_in_every_layer_beneath() {
        for (String lower : new String[] {TEAM, ROOT, OVERRIDE}) {
            var policies =
                    layers(ORGANISATION, BUSINESS, lower, CLOSED_AT_NIGHT)
                            .set()
                            .layers()
                            .getLast()
                            .policy();

            assertThat(policies.rules()).as(lower).hasSize(1);
        }
    }

    @Test
    void it_means_there_what_it_means_above() {
        var layered = layers(ORGANISATION, BUSINESS, ROOT, CLOSED_AT_NIGHT);

        assertThat(at(layered, "2026-11-20T22:30:00Z")).isEqualTo(Effect.DENY);
        assertThat(at(layered, "2026-11-20T12:30:00Z")).isNotEqualTo(Effect.DENY);
    }

    private static Effect at(Layered layered, String time) {
        return layered.compiled()
                .judge(Judged.facts("make"), Circumstances.in(Judged.ROOT).at(Instant.parse(time)))
                .effect();
    }

    @Test
    void an_approval_profile_of_a_layer_above_can_be_asked_for() {
        var layered =
                layers(
                        TEAM,
                        SECURITY,
                        ROOT,
                        "rules: [{id: make, effect: require_approval, approval: security, match: {command: [make]}}]\n");

        assertThat(layered.verdict("make").approval().orElseThrow().panels())
                .extracting(ApprovalRequirement.Panel::quorum)
                .containsExactly(2);
    }

    @Test
    void an_interface_of_a_layer_above_can_be_spoken_of_and_is_inside_a_domain_only_if_named() {
        String call =
                "curl https://backboard.railway.app/graphql -d '{\"query\":\"mutation { volumeDelete(id: 1) }\"}'";
        var denied =
                layers(
                        ORGANISATION,
                        RAILWAY,
                        ROOT,
                        "rules: [{id: volumes, effect: deny, match: {api: {id: railway, operation: volume_delete}}}]\n");
        var scoped =
                layers(
                        ORGANISATION,
                        RAILWAY
                                + "rules: [{id: all, effect: allow, match: {hosts: {in: [backboard.railway.app]}}}]\n",
                        ROOT,
                        "apis: [{id: own, hosts: [own.example], operations: [{name: look, method: GET, path: /v1}]}]\n"
                                + "session_scope: {domain: {allowed_apis: [own]}}\n");

        assertThat(denied.verdict(call).decisive())
                .extracting(rule -> rule.id())
                .contains("volumes");
        assertThat(scoped.verdict(call).decisive())
                .extracting(rule -> rule.id())
                .contains("session_scope.domain.allowed_apis");
    }

    @Test
    void what_was_probably_meant_is_looked_for_among_all_visible_names() {
        assertThatThrownBy(
                        () ->
                                layers(
                                                ORGANISATION,
                                                BUSINESS + SECURITY + RAILWAY,
                                                ROOT,
                                                """
                                                rules:
                                                  - {id: a, effect: deny, match: {command: [make]}, time: {outside: busines}}
                                                  - {id: b, effect: require_approval, approval: securty, match: {command: [make]}}
                                                  - {id: c, effect: deny, match: {api: {id: railwai}}}
                                                """)
                                        .set())
                .hasMessage(
                        """
                        .agent-policy.yml:3:69: there is no calendar "busines"; did you mean "business"?
                        .agent-policy.yml:4:49: there is no approval profile "securty"; did you mean "security"?
                        .agent-policy.yml:5:45: no api is called "railwai"; did you mean "railway"?""");
    }

    @Test
    void names_go_down_and_not_up_nor_from_one_folder_to_another() {
        assertThatThrownBy(() -> layers(ORGANISATION, CLOSED_AT_NIGHT, ROOT, BUSINESS).set())
                .hasMessageContaining("there is no calendar \"business\"");
        assertThatThrownBy(
                        () ->
                                layers(
                                                "a/.agent-policy.override.yml",
                                                BUSINESS,
                                                "b/.agent-policy.override.yml",
                                                CLOSED_AT_NIGHT)
                                        .set())
                .hasMessageContaining("there is no calendar \"business\"");
    }

    @Test
    void another_meaning_for_a_name_of_a_layer_above_is_an_error_where_it_is_given() {
        var layered =
                layers(
                        ORGANISATION,
                        SECURITY,
                        ROOT,
                        "approval_profiles: {security: {groups: [everyone], quorum: 1}}\n");

        assertThat(Redefinitions.in(layered.set()).toString())
                .isEqualTo(
                        "{.agent-policy.yml=[2:31: the approval profile \"security\" is already something else in a"
                                + " layer above (.agent-policy.organisation.yml:2:31); use that, or another name]}");
    }

    @Test
    void to_say_the_same_again_is_none() {
        var layered = layers(ORGANISATION, SECURITY + BUSINESS, ROOT, BUSINESS + SECURITY);

        assertThat(Redefinitions.in(layered.set())).isEmpty();
    }

    @Test
    void files_that_came_into_force_apart_keep_their_own_meaning_each() {
        var layered =
                layers(
                        ORGANISATION,
                        SECURITY
                                + "rules: [{id: a, effect: require_approval, approval: security, match: {command: [make]}}]\n",
                        ROOT,
                        "approval_profiles: {security: {groups: [everyone], quorum: 1}}\n"
                                + "rules: [{id: b, effect: require_approval, approval: security, match: {command: [make]}}]\n");

        assertThat(layered.verdict("make").approval().orElseThrow().panels())
                .extracting(panel -> panel.quorum() + " of " + panel.groups())
                .containsExactlyInAnyOrder("2 of [security-reviewers]", "1 of [everyone]");
    }
}
