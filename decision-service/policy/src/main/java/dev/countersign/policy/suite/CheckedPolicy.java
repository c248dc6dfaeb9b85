package dev.countersign.policy.suite;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.language.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Loads only what keeps its own promises: a policy whose tests or examples fail is refused like one
 * with errors.
 */
public final class CheckedPolicy {
    static final int MOST_CASES = 2_000;

    /** Far more than a policy of reasonable size needs on a busy machine. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private CheckedPolicy() {}

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
        check(Subject.alone(policy));
        return policy;
    }

    /**
     * Runs the tests and examples of a policy that is in force together with others.
     *
     * @throws PolicyErrors with each failed one, and when there are more than 2,000 or they take
     *     longer than 20 seconds
     */
    public static void check(Subject subject) {
        check(subject, System::nanoTime);
    }

    static void check(Subject subject, LongSupplier nanoseconds) {
        Policy policy = subject.policy();
        List<Case> cases = Case.in(policy.cases());
        var errors = new ArrayList<PolicyError>();
        if (cases.size() > MOST_CASES) {
            errors.add(
                    error(
                            cases.get(MOST_CASES).source(),
                            "a policy has at most 2,000 tests and examples; put more into a"
                                    + " _test.yml file beside it"));
        } else if (!cases.isEmpty()) {
            errors.addAll(failed(subject, cases, nanoseconds));
        }
        if (!errors.isEmpty()) {
            errors.sort(
                    Comparator.comparingInt(PolicyError::line)
                            .thenComparingInt(PolicyError::column));
            throw new PolicyErrors(policy.name(), errors);
        }
    }

    private static List<PolicyError> failed(
            Subject subject, List<Case> cases, LongSupplier nanoseconds) {
        var errors = new ArrayList<PolicyError>();
        var trial = new Trial(subject, subject.policy());
        Hours hours = Hours.of(subject.policy());
        long begun = nanoseconds.getAsLong();
        for (Case one : cases) {
            if (nanoseconds.getAsLong() - begun > LONGEST.toNanos()) {
                errors.add(
                        error(
                                one.source(),
                                "the tests and examples take longer than "
                                        + LONGEST.toSeconds()
                                        + " seconds; the rest was not run"));
                return errors;
            }
            Outcome outcome = trial.outcome(one, Call.of(one.given(), hours));
            outcome.faults().forEach(fault -> errors.add(error(one.source(), told(one, fault))));
        }
        return errors;
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

    private static PolicyError error(Source source, String message) {
        return new PolicyError(source.line(), source.column(), message);
    }
}
