package dev.countersign.policy.language;

import java.util.OptionalInt;

/**
 * Limits of a policy that are not lowered to rules.
 *
 * @param maxActionsPerMinute how many actions one session may propose in a minute; the caller
 *     counts
 */
public record Constraints(OptionalInt maxActionsPerMinute) {}
