package dev.countersign.cli.suite;

import dev.countersign.policy.suite.Coverage;
import dev.countersign.policy.suite.Mutation;
import dev.countersign.policy.suite.Outcome;
import dev.countersign.policy.suite.Subject;
import dev.countersign.policy.suite.Suite;
import java.util.List;
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

    static TestedPolicy of(TestPlan.Planned planned, Trying trying) {
        Subject subject = Subject.alone(planned.policy());
        List<Outcome> outcomes = Suite.run(subject, planned.cases());
        boolean passed = outcomes.stream().allMatch(Outcome::passed);
        return new TestedPolicy(
                planned.policy().name(),
                outcomes,
                Coverage.of(planned.policy(), outcomes),
                passed && trying == Trying.CASES_AND_MUTANTS
                        ? Optional.of(Mutation.of(subject, planned.cases()))
                        : Optional.empty());
    }

    long failed() {
        return outcomes.stream().filter(one -> !one.passed()).count();
    }
}
