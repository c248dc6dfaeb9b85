package dev.countersign.cli.lint;

import dev.countersign.cli.folder.CheckedFiles;
import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.log.AgentLog;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Replaced;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Linter;
import dev.countersign.policy.lint.Mended;
import dev.countersign.policy.lint.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks policy files, and recorded actions against them. */
@Command(
        name = "lint",
        header = "Checks policy files; every finding with file, line and column.",
        description = {
            "",
            "Without FILE: .agent-policy.yml of the working directory or the nearest folder above it,",
            "with the organisation's and the team's beside it and the overrides beneath it."
        },
        footer = {
            "",
            "Exit status: 0 no errors and no warnings, 1 errors or warnings, 2 wrong usage or a file that cannot be read."
        })
public final class Lint implements Callable<Integer> {
    private static final Set<Check> ABOUT_LAYERS =
            EnumSet.of(
                    Check.CONFLICT,
                    Check.PARTIAL_CONFLICT,
                    Check.TOO_MANY_OVERRIDES,
                    Check.NOT_COMPARED,
                    Check.OVERRULED,
                    Check.INVALID);

    private final Surroundings here;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A policy file; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "The same as FILE.")
    private List<String> configs = List.of();

    @Option(
            names = "--agent-log",
            paramLabel = "FILE",
            description =
                    "Recorded actions, one JSON object in each line: each is judged by the policy, in order.")
    private List<String> logs = List.of();

    @Option(
            names = "--check-conflicts",
            description = "Shows only what does not load and what contradicts another layer.")
    private boolean conflictsOnly;

    @Option(
            names = "--fix",
            description =
                    "Mends what is safe, in place, and shows the difference. Never opens anything.")
    private boolean fix;

    @Option(names = "--strict", description = "Notes end with status 1 as well.")
    private boolean strict;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Format.Name.class,
            description = "text (for people and editors), json, sarif or github. Default: text.")
    private @Nullable Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    public Lint(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Format chosen = format();
        List<Linted> linted = new ArrayList<>();
        boolean allRead = true;
        if (isNamed()) {
            for (String name : named()) {
                try {
                    linted.add(lint(name, chosen));
                } catch (Unusable unreadable) {
                    allRead = false;
                    here.err().println(unreadable.getMessage());
                }
            }
        } else {
            linted.addAll(folder(chosen));
        }
        if (linted.stream().allMatch(one -> one.policy().isPresent()) && allRead) {
            logs.forEach(log -> linted.add(recorded(log)));
        }
        print(shown(linted), chosen);
        return allRead ? status(shown(linted)) : ExitStatus.UNUSABLE;
    }

    private boolean isNamed() {
        return !configs.isEmpty() || !files.isEmpty();
    }

    private List<String> named() {
        var named = new ArrayList<>(configs);
        named.addAll(files);
        if (!logs.isEmpty() && named.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--agent-log is checked against one policy file.");
        }
        return named;
    }

    private Format format() {
        if (json && format != null && format != Format.JSON) {
            throw new ParameterException(
                    spec.commandLine(), "--json and another --format contradict each other.");
        }
        return json ? Format.JSON : Optional.ofNullable(format).orElse(Format.TEXT);
    }

    /** A named file stands for itself, with the others of its folder in force beside it. */
    private Linted lint(String name, Format chosen) {
        PolicyFiles files = PolicyFiles.around(name, here);
        String path = files.path(name, here);
        PolicyFiles mended = mended(files, path, chosen);
        return Linted.of(text(mended, path), CheckedFiles.of(mended));
    }

    private static TextInput text(PolicyFiles files, String path) {
        return Optional.ofNullable(files.texts().get(path))
                .orElseThrow(() -> new Unusable(Visible.line(path) + " does not exist."));
    }

    /** All policies of the folder, and what is between them. */
    private List<Linted> folder(Format chosen) {
        PolicyFiles files = PolicyFiles.beneath(ChosenPolicy.required(here.folder()), here);
        for (String path : files.policies().keySet()) {
            files = mended(files, path, chosen);
        }
        CheckedFiles checked = CheckedFiles.of(files);
        List<Finding> between = Linter.between(checked.readable(), checked.texts());
        return files.policies().values().stream()
                .map(text -> Linted.of(text, checked).and(between))
                .toList();
    }

    private PolicyFiles mended(PolicyFiles files, String path, Format chosen) {
        TextInput input = text(files, path);
        if (!fix || input.flaw().isPresent() || input.isStandardInput()) {
            return files;
        }
        Mended mended = Mended.of(input.name(), input.text());
        var change = new Replaced(input.name(), input.text(), mended.text());
        if (change.isChange()) {
            change.write(here);
            var to = chosen == Format.TEXT ? here.out() : here.err();
            change.difference().forEach(to::println);
        }
        return files.with(path, new TextInput(input.name(), mended.text(), input.flaw()));
    }

    /** What recorded actions break of the policy that was named, or of the folder's. */
    private Linted recorded(String log) {
        ChosenPolicy policy =
                isNamed()
                        ? ChosenPolicy.around(named().getFirst(), here)
                        : ChosenPolicy.of("", here);
        return new Linted(
                TextInput.nameOf(log),
                "",
                Optional.empty(),
                new AgentLog(policy.compiled(), policy.root()).check(log, here));
    }

    private List<Linted> shown(List<Linted> linted) {
        return conflictsOnly
                ? linted.stream().map(one -> one.only(Lint::isAboutLayers)).toList()
                : linted;
    }

    private static boolean isAboutLayers(Finding finding) {
        return ABOUT_LAYERS.contains(finding.check());
    }

    private int status(List<Linted> linted) {
        boolean found =
                linted.stream()
                        .anyMatch(
                                one ->
                                        one.has(Severity.ERROR)
                                                || one.has(Severity.WARNING)
                                                || strict && one.has(Severity.NOTE));
        return found ? ExitStatus.FINDINGS : ExitStatus.FINE;
    }

    private void print(List<Linted> linted, Format chosen) {
        switch (chosen) {
            case TEXT -> new TextReport(here.screen()).lines(linted).forEach(here.out()::println);
            case JSON -> here.out().println(Json.text(JsonReport.of(linted)));
            case SARIF -> here.out().println(Json.text(SarifReport.of(linted)));
            case GITHUB -> GithubReport.lines(linted).forEach(here.out()::println);
        }
    }
}
