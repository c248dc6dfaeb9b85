package dev.countersign.policy.suite;

import dev.countersign.policy.evaluate.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a case.
 *
 * @param faults what is not as wanted, each a sentence; empty when it passed
 * @param verdict what was decided, when the case asks for a verdict
 * @param matched the places of the rules that matched, {@code file:line:column}
 */
public record Outcome(
        Case tried, List<String> faults, Optional<Verdict> verdict, Set<RuleRef> matched) {

    /** A rule of a policy, by its id and its place: {@code file:line:column}. */
    public record RuleRef(String id, String source) {
        @Override
        public String toString() {
            return id + " (" + source + ")";
        }
    }

    public boolean passed() {
        return faults.isEmpty();
    }
}
