package dev.countersign.approval.api;

/**
 * A rule that led to the request.
 *
 * @param id the rule's name in the policy
 * @param title one line for people
 * @param effect its effect, lower case
 * @param message what the policy's author wants the reader to know; may be empty
 * @param source file, line and column, such as {@code .agent-policy.yml:14:9}
 */
public record MatchedRule(String id, String title, String effect, String message, String source) {}
