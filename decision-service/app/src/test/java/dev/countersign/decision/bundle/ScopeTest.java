package dev.countersign.decision.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.decision.api.PolicyLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "*, pay-prod",
        "pay-prod, *",
        "pay-*, *-prod",
        "pay-prod, pay-prod",
        "pay-?rod, pay-p*",
        "p[ao]y-prod, pay-prod",
        "pay-prod, p[ao]y-prod",
        "*, p[ao]y-?",
    })
    void patterns_that_one_agent_could_be_meant_by_meet(String one, String other) {
        assertThat(scope(one).mayMeet(other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "pay-prod, pay-test",
        "pay-*, shop-*",
        "*-prod, *-test",
        "code-?, code",
    })
    void patterns_that_no_agent_could_be_meant_by_both_do_not(String one, String other) {
        assertThat(scope(one).mayMeet(other)).isFalse();
    }

    private static Scope scope(String pattern) {
        return new Scope(PolicyLayer.REPOSITORY, pattern);
    }
}
