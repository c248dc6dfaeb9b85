package dev.countersign.policy.suite;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.layer.Redefinitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Loads only what keeps its own promises: a policy whose tests or examples fail is refused like one
 * with errors.
 */
public final class CheckedPolicy {
    static final int MOST_CASES = 2_000;

    /** Far more than a policy of reasonable size needs on a busy machine. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final LongSupplier nanoseconds;
    private final long begun;
    private final SortedMap<String, List<PolicyError>> errors = new TreeMap<>();

    private CheckedPolicy(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.begun = nanoseconds.getAsLong();
    }

    /**
     * Reads a policy file, and runs the tests and examples in it.
     *
     * @param name how the file is called in errors and in the sources of rules
     * @param yaml at most 1 MiB of YAML
     * @throws PolicyErrors with every error found; where the file itself has none, with each failed
     *     test and example at its line and column, saying what happened instead
     */
    public static Policy read(String name, String yaml) {
        Policy policy = PolicyFile.read(name, yaml);
        check(PolicySet.of(policy));
        return policy;
    }

    /**
     * Checks policies that hold together: no name has two meanings ({@link Redefinitions}), and the
     * tests and examples of each hold with all the others in force.
     *
     * @throws PolicyErrors with each failed one; when a policy has more than 2,000 of them; and
     *     when those of all policies take longer than 20 seconds
     */
    public static void check(PolicySet policies) {
        check(policies, System::nanoTime);
    }

    static void check(PolicySet policies, LongSupplier nanoseconds) {
        var check = new CheckedPolicy(nanoseconds);
        check.errors.putAll(Redefinitions.in(policies));
        if (policies.layers().stream().anyMatch(layer -> layer.policy().cases().isAny())) {
            Subject.in(policies).forEach(check::policy);
        }
        if (!check.errors.isEmpty()) {
            throw new PolicyErrors(check.errors);
        }
    }

    private void policy(Subject subject) {
        List<Case> cases = Case.in(subject.policy().cases());
        if (cases.size() > MOST_CASES) {
            add(
                    cases.get(MOST_CASES).source(),
                    "a policy has at most 2,000 tests and examples; put more into a _test.yml file"
                            + " beside it");
        } else if (!cases.isEmpty()) {
            run(subject, cases);
        }
    }

    private void run(Subject subject, List<Case> cases) {
        var trial = new Trial(subject);
        Hours hours = subject.hours();
        for (Case one : cases) {
            if (nanoseconds.getAsLong() - begun > LONGEST.toNanos()) {
                add(
                        one.source(),
                        "the tests and examples take longer than "
                                + LONGEST.toSeconds()
                                + " seconds; the rest was not run");
                return;
            }
            Outcome outcome = trial.outcome(one, Call.of(one.given(), subject, hours));
            outcome.faults().forEach(fault -> add(one.source(), told(one, fault)));
        }
    }

    private void add(Source source, String message) {
        List<PolicyError> ofFile = errors.computeIfAbsent(source.file(), file -> new ArrayList<>());
        ofFile.add(new PolicyError(source.line(), source.column(), message));
        ofFile.sort(
                Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
    }

    private static String told(Case one, String fault) {
        return switch (one.wanted()) {
            case Case.Wanted.Judged test -> "the test \"" + one.name() + "\" fails: " + fault;
            case Case.Wanted.Matched example -> failedExample("match_examples", one, fault);
            case Case.Wanted.Unmatched example -> failedExample("no_match_examples", one, fault);
        };
    }

    private static String failedExample(String key, Case one, String fault) {
        return "%s: \"%s\": %s".formatted(key, Shown.shortened(one.given().shown()), fault);
    }
}
