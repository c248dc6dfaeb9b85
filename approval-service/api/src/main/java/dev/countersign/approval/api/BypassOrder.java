package dev.countersign.approval.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Asks for an emergency bypass.
 *
 * @param reason why, at least 20 characters
 * @param incident reference of the incident
 * @param duration 1 minute to 4 hours, counted from the approval
 * @param approver user name or e-mail address of who is asked to approve; empty asks all on call
 */
public record BypassOrder(
        String reason,
        Optional<String> incident,
        BypassScope scope,
        Duration duration,
        Optional<String> approver) {}
