package dev.countersign.policy.lint;

import dev.countersign.policy.language.Source;
import dev.countersign.policy.layer.Conflict;
import dev.countersign.policy.layer.Conflicts;
import dev.countersign.policy.layer.Extent;
import dev.countersign.policy.layer.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** What lower layers allow in vain, and overrides that are too many to keep in mind. */
final class ConflictFindings {
    private final PolicySet policies;

    ConflictFindings(PolicySet policies) {
        this.policies = policies;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        Conflicts.Found found = Conflicts.in(policies);
        found.conflicts().stream()
                .filter(ConflictFindings::isBetweenFiles)
                .map(
                        conflict ->
                                new Finding(
                                        check(conflict),
                                        conflict.allowed().source(),
                                        conflict.text()))
                .forEach(findings::add);
        if (found.left() > 0) {
            findings.add(stopped(found));
        }
        int overrides = policies.overrides().size();
        if (overrides > PolicySet.MANY_OVERRIDES) {
            findings.add(
                    new Finding(
                            Check.TOO_MANY_OVERRIDES,
                            beginning(policies.overrides().getLast().policy().name()),
                            "this is one of %d overrides; more than %d hide what is in force"
                                    .formatted(overrides, PolicySet.MANY_OVERRIDES)));
        }
        return findings;
    }

    /** Within one file it is told as a shadowed permission. */
    private static boolean isBetweenFiles(Conflict conflict) {
        return !conflict.denied().source().file().equals(conflict.allowed().source().file());
    }

    private static Check check(Conflict conflict) {
        return conflict.extent() == Extent.WHOLE ? Check.CONFLICT : Check.PARTIAL_CONFLICT;
    }

    private Finding stopped(Conflicts.Found found) {
        return new Finding(
                Check.NOT_COMPARED,
                beginning(policies.layers().getLast().policy().name()),
                "the search for conflicts stopped after %,d of them; %,d pairs of patterns were not compared"
                        .formatted(found.conflicts().size(), found.left()));
    }

    private static Source beginning(String file) {
        return new Source(file, 1, 1);
    }
}
