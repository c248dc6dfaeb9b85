package dev.countersign.policy.suite;

import dev.countersign.policy.condition.Calendar;
import dev.countersign.policy.condition.TimeIs;
import dev.countersign.policy.language.Policy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs cases on the policy that they are about. */
public final class Suite {
    private Suite() {}

    /** What came of each case, in their order. */
    public static List<Outcome> run(Subject subject, List<Case> cases) {
        var trial = new Trial(subject, subject.policy());
        Hours hours = hours(subject.policy());
        return cases.stream().map(one -> trial.outcome(one, Call.of(one.given(), hours))).toList();
    }

    static Hours hours(Policy policy) {
        Set<Calendar> calendars = new LinkedHashSet<>();
        policy.rules()
                .forEach(
                        rule ->
                                Parts.of(rule)
                                        .filter(TimeIs.class::isInstance)
                                        .map(TimeIs.class::cast)
                                        .forEach(time -> calendars.addAll(time.calendars())));
        return Hours.of(calendars);
    }
}
