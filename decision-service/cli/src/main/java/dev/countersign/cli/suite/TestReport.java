package dev.countersign.cli.suite;

import dev.countersign.policy.suite.Mutant;
import dev.countersign.policy.suite.Outcome;
import java.util.List;

/** What tests have shown, for programs. */
record TestReport(List<OfPolicy> policies) {

    /**
     * @param unmatched the rules that no case has matched
     * @param mutation empty if it was not asked for, or some case failed
     */
    record OfPolicy(
            String policy,
            List<OfCase> cases,
            int coverage,
            List<Outcome.RuleRef> unmatched,
            List<OfMutants> mutation) {}

    /**
     * @param source {@code file:line:column}
     * @param faults empty if it passed
     */
    record OfCase(String name, String source, boolean passed, List<String> faults, String effect) {}

    /** How many changes of the policy some case noticed, and those that none did. */
    record OfMutants(int killed, int survived, int percent, List<Survivor> survivors) {}

    record Survivor(Outcome.RuleRef rule, String change) {}

    static TestReport of(List<TestedPolicy> tested) {
        return new TestReport(tested.stream().map(TestReport::of).toList());
    }

    private static OfPolicy of(TestedPolicy tested) {
        return new OfPolicy(
                tested.policy(),
                tested.outcomes().stream().map(TestReport::of).toList(),
                tested.coverage().percent(),
                tested.coverage().unmatched(),
                tested.mutation().stream()
                        .map(
                                report ->
                                        new OfMutants(
                                                report.killed(),
                                                report.survived().size(),
                                                report.percent(),
                                                report.survived().stream()
                                                        .map(TestReport::of)
                                                        .toList()))
                        .toList());
    }

    private static OfCase of(Outcome outcome) {
        return new OfCase(
                outcome.tried().name(),
                outcome.tried().source().toString(),
                outcome.passed(),
                outcome.faults(),
                outcome.verdict().map(verdict -> verdict.effect().id()).orElse(""));
    }

    private static Survivor of(Mutant mutant) {
        return new Survivor(mutant.about(), mutant.change());
    }
}
