package dev.countersign.policy.suite;

import java.util.List;

/** Runs cases on the policy that they are about. */
public final class Suite {
    private Suite() {}

    /** What came of each case, in their order. */
    public static List<Outcome> run(Subject subject, List<Case> cases) {
        var trial = new Trial(subject);
        Hours hours = subject.hours();
        return cases.stream()
                .map(one -> trial.outcome(one, Call.of(one.given(), subject, hours)))
                .toList();
    }
}
