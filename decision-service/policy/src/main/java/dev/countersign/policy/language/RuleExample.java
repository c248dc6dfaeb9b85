package dev.countersign.policy.language;

/**
 * A call that a rule says it matches, or does not match.
 *
 * @param rule the rule's id
 */
public record RuleExample(String rule, Given given, boolean matching, Source source) {}
