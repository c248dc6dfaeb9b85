package dev.countersign.policy.oracle;

import dev.countersign.policy.corpus.FoldedLines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Differences that are known, each line of shell under the sentence that says who is wrong and why.
 */
final class Explained {
    private final Map<String, String> reasons = new TreeMap<>();
    private final Map<String, String> found = new TreeMap<>();

    Explained(String resource) {
        for (FoldedLines.Entry entry : FoldedLines.read(Explained.class, resource)) {
            reasons.put(entry.text(), entry.heading());
        }
    }

    synchronized void differs(String line, String how) {
        found.merge(line, how, (one, other) -> one + "; " + other);
    }

    /** What differs without an explanation. */
    List<String> unexplained() {
        return found.entrySet().stream()
                .filter(entry -> !reasons.containsKey(entry.getKey()))
                .map(
                        entry ->
                                FoldedLines.folded(entry.getKey())
                                        + "  →  "
                                        + entry.getValue().replace('\0', '␀'))
                .toList();
    }

    /** Explanations of what no longer differs; a hole may be mended at any time. */
    List<String> outdated() {
        return reasons.keySet().stream()
                .filter(line -> !found.containsKey(line) && !reasons.get(line).startsWith("hole"))
                .map(FoldedLines::folded)
                .toList();
    }
}
