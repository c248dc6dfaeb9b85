package dev.countersign.cli.suite;

import dev.countersign.policy.suite.Coverage;
import dev.countersign.policy.suite.Mutation;
import dev.countersign.policy.suite.Outcome;
import dev.countersign.policy.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cases of one policy have shown.
 *
 * @param mutation present if it was asked for and every case passed
 */
record TestedPolicy(
        String policy,
        List<Outcome> outcomes,
        Coverage coverage,
        Optional<Mutation.Report> mutation) {

    /** Whether the cases of a policy are tried as well. */
    enum Trying {
        CASES,
        CASES_AND_MUTANTS
    }

    /** Cases of one policy count for the rules of all that are in force with it. */
    static List<TestedPolicy> of(List<TestPlan.Planned> plan, Trying trying) {
        Map<Path, List<Outcome>> together = new HashMap<>();
        List<Tried> tried = new ArrayList<>();
        for (TestPlan.Planned one : plan) {
            List<Outcome> outcomes = Suite.run(one.subject(), one.cases());
            tried.add(new Tried(one, outcomes));
            together.computeIfAbsent(one.root(), root -> new ArrayList<>()).addAll(outcomes);
        }
        return tried.stream()
                .map(one -> of(one, together.getOrDefault(one.planned().root(), List.of()), trying))
                .toList();
    }

    private record Tried(TestPlan.Planned planned, List<Outcome> outcomes) {}

    private static TestedPolicy of(Tried tried, List<Outcome> all, Trying trying) {
        TestPlan.Planned planned = tried.planned();
        boolean passed = tried.outcomes().stream().allMatch(Outcome::passed);
        return new TestedPolicy(
                planned.subject().policy().name(),
                tried.outcomes(),
                Coverage.of(planned.subject().policy(), all),
                passed && trying == Trying.CASES_AND_MUTANTS
                        ? Optional.of(Mutation.of(planned.subject(), planned.cases()))
                        : Optional.empty());
    }

    long failed() {
        return outcomes.stream().filter(one -> !one.passed()).count();
    }
}
