package dev.countersign.policy.suite;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.List;

/**
 * Which rules of a policy file some case has matched. What its packs bring is not counted.
 *
 * @param lines in the order of the rules
 */
public record Coverage(List<Line> lines) {
    private static final int WHOLE = 100;

    /**
     * @param cases how many cases matched it
     */
    public record Line(Outcome.RuleRef rule, int cases) {}

    /** Cases of one policy, whether or not they passed. */
    public static Coverage of(Policy policy, List<Outcome> outcomes) {
        return new Coverage(
                policy.rules().stream()
                        .filter(rule -> isOwn(rule, policy))
                        .map(Trial::ref)
                        .map(rule -> new Line(rule, matching(rule, outcomes)))
                        .toList());
    }

    private static int matching(Outcome.RuleRef rule, List<Outcome> outcomes) {
        return (int) outcomes.stream().filter(one -> one.matched().contains(rule)).count();
    }

    /** Whether the rule stands in the file itself. */
    static boolean isOwn(Rule rule, Policy policy) {
        return policy.wrote(rule.source());
    }

    /** The rules that no case has matched. */
    public List<Outcome.RuleRef> unmatched() {
        return lines.stream().filter(line -> line.cases() == 0).map(Line::rule).toList();
    }

    /** Rounded down, so that 100 means all; 100 where there are no rules. */
    public int percent() {
        return lines.isEmpty() ? WHOLE : WHOLE * (lines.size() - unmatched().size()) / lines.size();
    }
}
