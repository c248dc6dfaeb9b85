package dev.countersign.policy.language;

import java.util.List;

/** The tests and examples of one policy file. */
public record Cases(List<PolicyTest> tests, List<RuleExample> examples) {
    public static final Cases NONE = new Cases(List.of(), List.of());

    public boolean isAny() {
        return !tests.isEmpty() || !examples.isEmpty();
    }
}
