package dev.countersign.policy.condition;

import dev.countersign.policy.action.Facts;

/**
 * What a condition may look at beside the fact itself.
 *
 * @param root the folder at which relative path patterns are anchored, or empty when it is not
 *     known
 */
public record Scene(Facts facts, String root, Proposer proposer) {}
