package dev.countersign.approval.request;

import static dev.countersign.approval.request.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Requirement;
import dev.countersign.runtime.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompleteTest {

    @Test
    void what_is_whole_passes() {
        assertThatNoException().isThrownBy(() -> Complete.require(anOrder().build()));
    }

    @ParameterizedTest
    @MethodSource
    void the_first_gap_is_named(Record sent, String detail) {
        assertThatThrownBy(() -> Complete.require(sent))
                .isInstanceOf(Refused.class)
                .hasMessage(detail);
    }

    static Stream<Arguments> the_first_gap_is_named() {
        String unstorable = "'reason' holds a null character or half a surrogate pair.";
        return Stream.of(
                argumentSet("nothing", null, "The body is missing."),
                argumentSet("a missing choice", new Ballot(null, "fine"), "'vote' is missing."),
                argumentSet("a null character", new Ballot(Choice.DENY, "no\0way"), unstorable),
                argumentSet("half a pair", new Ballot(Choice.DENY, "no\ud83dway"), unstorable),
                argumentSet(
                        "a gap in a list",
                        Requirement.of(Arrays.asList("approvers", null), 1, Duration.ofMinutes(1)),
                        "'panels[].groups[]' is missing."),
                argumentSet(
                        "a missing list",
                        new Requirement((List<Panel>) null, Duration.ofMinutes(1), false),
                        "'panels' is missing."));
    }
}
