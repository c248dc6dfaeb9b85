package dev.countersign.approval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.BypassStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApprovalStatusTest {

    @Test
    void a_request_takes_these_steps_and_no_others() {
        String steps =
                Arrays.stream(ApprovalStatus.values())
                        .flatMap(
                                from ->
                                        Arrays.stream(ApprovalStatus.values())
                                                .filter(from::mayBecome)
                                                .map(to -> from + " → " + to))
                        .collect(Collectors.joining("\n"));

        assertThat(steps)
                .isEqualTo(
                        """
                        PENDING → APPROVED
                        PENDING → DENIED
                        PENDING → EXPIRED
                        PENDING → CANCELLED
                        APPROVED → CONSUMED
                        APPROVED → LAPSED
                        APPROVED → INVALIDATED""");
    }

    @Test
    void a_bypass_takes_these_steps_and_no_others() {
        String steps =
                Arrays.stream(BypassStatus.values())
                        .flatMap(
                                from ->
                                        Arrays.stream(BypassStatus.values())
                                                .filter(from::mayBecome)
                                                .map(to -> from + " → " + to))
                        .collect(Collectors.joining("\n"));

        assertThat(steps)
                .isEqualTo(
                        """
                        REQUESTED → ACTIVE
                        REQUESTED → DENIED
                        REQUESTED → LAPSED
                        REQUESTED → REVOKED
                        ACTIVE → EXPIRED
                        ACTIVE → REVOKED""");
    }
}
