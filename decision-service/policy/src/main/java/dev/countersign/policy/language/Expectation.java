package dev.countersign.policy.language;

import java.util.List;

/**
 * What a test of a policy wants.
 *
 * @param rules the rules that must be among those that led to the effect
 */
public record Expectation(Effect effect, List<String> rules) {}
