package dev.countersign.policy.action;

import java.util.List;

/**
 * What a call proposes to do to the lines of a file.
 *
 * @param added the lines it adds, in order
 * @param removed how many lines it takes away, as far as the call itself tells
 */
public record Change(List<String> added, int removed) {}
