package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A set of files is accepted by the rule by which the command line tests it. */
class PolicyFilesTest {
    private static final String ORGANISATION = ".agent-policy.organisation.yml";
    private static final String ROOT = ".agent-policy.yml";
    private static final String VERSION = "version: \"2.1\"\n";
    private static final String PUSHES =
            VERSION
                    + """
                    calendars: {day: {timezone: UTC, from: "08:00", to: "18:00"}}
                    rules: [{id: pushes, effect: deny, match: {command: [git push]}}]
                    """;
    private static final String TESTED =
            VERSION
                    + """
                    rules: [{id: night, effect: deny, match: {command: [make]}, time: {outside: day}}]
                    tests: [{name: no pushes, given: git push, expect: {effect: deny, rule: pushes}}]
                    """;

    @Test
    void tests_hold_with_all_layers_in_force() {
        assertThat(PolicyFiles.checked(Map.of(ORGANISATION, PUSHES, ROOT, TESTED)).policies())
                .hasSize(2);
    }

    @Test
    void a_test_that_holds_only_alone_is_refused_with_its_place() {
        String alone =
                VERSION + "tests: [{name: pushes, given: git push, expect: {effect: warn}}]\n";

        assertThat(PolicyFiles.checked(Map.of(ROOT, alone)).policies()).hasSize(1);
        assertThatThrownBy(() -> PolicyFiles.checked(Map.of(ORGANISATION, PUSHES, ROOT, alone)))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(
                        ".agent-policy.yml:2:9: the test \"pushes\" fails: expected warn, was deny by pushes");
    }

    @Test
    void a_name_with_two_meanings_is_refused() {
        String other =
                VERSION + "calendars: {day: {timezone: UTC, from: \"09:00\", to: \"10:00\"}}\n";

        assertThatThrownBy(() -> PolicyFiles.checked(Map.of(ORGANISATION, PUSHES, ROOT, other)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the calendar \"day\" is already something else")
                .extracting(refused -> ((Refused) refused).code())
                .isEqualTo(DecisionError.INVALID_POLICY);
    }

    @Test
    void layers_that_were_put_in_force_apart_may_use_the_same_name_otherwise() {
        String other =
                VERSION + "calendars: {day: {timezone: UTC, from: \"09:00\", to: \"10:00\"}}\n";

        assertThat(PolicyFiles.read(Map.of(ORGANISATION, PUSHES, ROOT, other)).policies())
                .hasSize(2);
    }
}
