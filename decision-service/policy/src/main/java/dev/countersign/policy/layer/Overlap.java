package dev.countersign.policy.layer;

/**
 * What is both denied and allowed.
 *
 * @param example the shortest of it
 */
record Overlap(String example, Extent extent) {}
