package dev.countersign.policy.match;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){100}",
                "(((a{100}){100}){100}){100}",
                "((((x{0,10}){0,10}){0,10}){0,10}){0,10}",
                "(a|b|c|d|e|f|g|h){500}(x|y){2000}z",
                "([[:alpha:]]{1000}){11}",
                "([]x{2}]{1000}){11}",
                "(?:\\{a{999}){11}"
            })
    void what_would_be_too_large_when_written_out_is_refused(String expression) {
        assertThatThrownBy(() -> ExpressionSize.require(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeats too much");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA[0-9A-Z]{16}",
                "gh[pousr]_[A-Za-z0-9]{36,255}",
                "(?i)\\b[a-z]{1,1000}\\b",
                "[{}]{2}",
                "a{,5}{x}",
                "]]]{{{"
            })
    void ordinary_ones_are_not(String expression) {
        assertThatCode(() -> ExpressionSize.require(expression)).doesNotThrowAnyException();
    }

    @Test
    void what_is_nested_too_deeply_or_too_long_is_refused() {
        assertThatThrownBy(() -> ExpressionSize.require("(".repeat(60) + "a" + ")".repeat(60)))
                .hasMessageContaining("is nested more than 50 deep");
        assertThatThrownBy(() -> ExpressionSize.require("a".repeat(4_001)))
                .hasMessage("an expression has at most 4,000 characters");
    }
}
