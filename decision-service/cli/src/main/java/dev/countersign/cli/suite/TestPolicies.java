package dev.countersign.cli.suite;

import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.layer.Rank;
import dev.countersign.policy.suite.Coverage;
import dev.countersign.policy.suite.Mutation;
import dev.countersign.policy.suite.Outcome;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Runs the tests and examples of policies. */
@Command(
        name = "test",
        header = "Runs the tests and examples of policies.",
        description = {
            "",
            "Without FILE: what lies in this folder and beneath it: the policies of all layers and",
            "*_test.yml. Each test is judged by what would be in force: all layers together."
        },
        footer = {
            "",
            "Exit status: 0 all passed, 1 failures or less than was required, 2 wrong usage or a file that cannot be used."
        })
public final class TestPolicies implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(paramLabel = "FILE", description = "A policy, a file of tests, or a folder.")
    private List<String> files = List.of();

    @Option(names = "--verbose", description = "Names what passed as well.")
    private boolean verbose;

    @Option(names = "--coverage", description = "Shows how many cases each rule matched in.")
    private boolean coverage;

    @Option(
            names = "--require-coverage",
            paramLabel = "PERCENT",
            description = "Fails when fewer rules were matched by some case.")
    private int requiredCoverage;

    @Option(
            names = "--mutate",
            description =
                    "Changes one thing of the policy at a time and shows what no case notices.")
    private boolean mutate;

    @Option(
            names = "--mutate-at-least",
            paramLabel = "PERCENT",
            description = "The same; fails when fewer changes are noticed.")
    private int requiredMutants;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "text, json, or junit (XML for build servers). Default: text.")
    private @Nullable Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    public TestPolicies(Surroundings here) {
        this.here = here;
    }

    /** How results are written. */
    enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    /** Reads a format. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return switch (name) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                case "junit" -> Format.JUNIT;
                default ->
                        throw new TypeConversionException(
                                "it is text, json or junit, not '" + name + "'");
            };
        }
    }

    @Override
    public Integer call() {
        List<TestedPolicy> tested = tested();
        switch (json ? Format.JSON : format == null ? Format.TEXT : format) {
            case TEXT -> tested.forEach(this::print);
            case JSON -> here.out().println(Json.text(TestReport.of(tested)));
            case JUNIT -> JUnitReport.print(tested, here.out());
        }
        return tested.stream().allMatch(this::isFine) ? ExitStatus.FINE : ExitStatus.FINDINGS;
    }

    private List<TestedPolicy> tested() {
        try {
            List<TestPlan.Planned> plan = TestPlan.of(files.isEmpty() ? List.of(".") : files, here);
            if (plan.isEmpty()) {
                throw new Unusable(
                        "There is no "
                                + Rank.REPOSITORY.fileName()
                                + " and no *_test.yml here; name a file.");
            }
            TestedPolicy.Trying trying =
                    mutate || requiredMutants > 0
                            ? TestedPolicy.Trying.CASES_AND_MUTANTS
                            : TestedPolicy.Trying.CASES;
            return TestedPolicy.of(plan, trying);
        } catch (PolicyErrors wrong) {
            throw new Unusable(
                    String.valueOf(wrong.getMessage())
                            .lines()
                            .map(Visible::line)
                            .collect(java.util.stream.Collectors.joining(System.lineSeparator())));
        }
    }

    private boolean isFine(TestedPolicy tested) {
        return tested.failed() == 0
                && tested.coverage().percent() >= requiredCoverage
                && tested.mutation().map(Mutation.Report::percent).orElse(0) >= requiredMutants;
    }

    private void print(TestedPolicy tested) {
        tested.outcomes().stream().filter(one -> verbose || !one.passed()).forEach(this::print);
        if (coverage || tested.coverage().percent() < requiredCoverage) {
            print(tested.coverage());
        }
        tested.mutation().ifPresent(this::print);
        here.out().println(summary(tested));
    }

    private void print(Outcome outcome) {
        here.out()
                .println(
                        "%s %s: %s"
                                .formatted(
                                        outcome.passed() ? "passed" : "FAILED",
                                        outcome.tried().source(),
                                        Visible.line(outcome.tried().name())));
        outcome.faults().forEach(fault -> here.out().println("  " + Visible.line(fault)));
    }

    private void print(Coverage rules) {
        var table = new Table(here.screen(), 1);
        rules.lines()
                .forEach(
                        line ->
                                table.add(
                                        new Table.Cell(
                                                line.cases() == 0 ? Ink.RED : Ink.PLAIN,
                                                String.valueOf(line.cases())),
                                        Table.Cell.of(Visible.line(line.rule().id())),
                                        Table.Cell.of(line.rule().source())));
        table.print(here.out());
    }

    private void print(Mutation.Report report) {
        report.survived()
                .forEach(
                        mutant ->
                                here.out().println("unnoticed " + Visible.line(mutant.toString())));
    }

    private static String summary(TestedPolicy tested) {
        String mutants =
                tested.mutation()
                        .map(
                                report ->
                                        "; %d of %d changes noticed (%d %%)"
                                                .formatted(
                                                        report.killed(),
                                                        report.mutants(),
                                                        report.percent()))
                        .orElse("");
        Coverage rules = tested.coverage();
        return "%s: %d passed, %d failed; %d of %d rules matched (%d %%)%s"
                .formatted(
                        tested.policy(),
                        tested.outcomes().size() - tested.failed(),
                        tested.failed(),
                        rules.lines().size() - rules.unmatched().size(),
                        rules.lines().size(),
                        rules.percent(),
                        mutants);
    }
}
