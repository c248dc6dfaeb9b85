package dev.countersign.policy.language;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    public static final Audit USUAL = new Audit(true, OptionalInt.empty(), false, List.of());

    /** The stricter of both in each respect. */
    public Audit and(Audit other) {
        return new Audit(
                logAllActions || other.logAllActions,
                IntStream.concat(retentionDays.stream(), other.retentionDays.stream()).max(),
                alertOnDeny || other.alertOnDeny,
                Stream.concat(redact.stream(), other.redact.stream()).distinct().toList());
    }
}
