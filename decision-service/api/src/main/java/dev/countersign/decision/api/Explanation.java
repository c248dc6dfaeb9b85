package dev.countersign.decision.api;

import java.util.List;

/**
 * What would be decided, and why.
 *
 * @param effect the strongest effect over all facts
 * @param facts everything the action would touch or do
 * @param rules every rule that matched one of the facts
 */
public record Explanation(
        Effect effect,
        String reason,
        String mode,
        String policyVersion,
        List<FactView> facts,
        List<ConsideredRule> rules) {

    /**
     * One thing the action would touch or do.
     *
     * @param kind invocation, file, egress, mcp, tool, effect or opaque
     * @param text one line for people
     * @param reach how it is reached inside the action: direct, wrapped, substitution or possible
     * @param effect the strongest effect of the rules that match it, or of its default
     * @param decidedBy those rules, or the default's name
     */
    public record FactView(
            String kind, String text, String reach, Effect effect, List<String> decidedBy) {}

    /**
     * A rule that matched.
     *
     * @param message what the policy's author wants the reader to know; may be empty
     * @param source file, line and column
     */
    public record ConsideredRule(
            String id, Effect effect, String title, String message, String source) {}
}
