package dev.countersign.policy.language;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a policy says about its audit trail. Recording itself cannot be switched off.
 *
 * @param logAllActions whether allowed actions are recorded in full as well
 * @param retentionDays how long events are kept, when it says so
 * @param alertOnDeny whether a denial raises an alert
 * @param redact names of input fields to mask, with stars
 */
public record Audit(
        boolean logAllActions,
        OptionalInt retentionDays,
        boolean alertOnDeny,
        List<String> redact) {
    static final Audit USUAL = new Audit(true, OptionalInt.empty(), false, List.of());
}
