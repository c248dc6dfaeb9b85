package dev.countersign.cli;

import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Checks policy files. */
@Command(
        name = "lint",
        header = "Checks policy files; every error with file, line and column.",
        description = {
            "",
            "Without FILE: .agent-policy.yml of the working directory or the nearest folder above it."
        },
        footer = {
            "",
            "Exit status: 0 no errors, 1 errors, 2 wrong usage or a file that cannot be read."
        })
final class Lint implements Callable<Integer> {
    private final Surroundings here;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A policy file; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "The same as FILE.")
    private List<String> configs = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "text (for people and editors) or json. Default: text.")
    private @Nullable Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    Lint(Surroundings here) {
        this.here = here;
    }

    /** How findings are written. */
    enum Format {
        TEXT,
        JSON
    }

    /** Reads a format. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return switch (name) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default ->
                        throw new TypeConversionException("it is text or json, not '" + name + "'");
            };
        }
    }

    /** What was found, as JSON. */
    record Report(List<FileReport> files) {}

    /** The errors of one file in its order. */
    record FileReport(String file, List<PolicyError> errors) {}

    @Override
    public Integer call() {
        if (json && format == Format.TEXT) {
            throw new ParameterException(
                    spec.commandLine(), "--json and --format text contradict each other.");
        }
        var checked = new ArrayList<Checked>();
        boolean allRead = true;
        for (String file : chosen()) {
            try {
                checked.add(Checked.of(TextInput.read(file, here)));
            } catch (Unusable unreadable) {
                allRead = false;
                here.err().println(unreadable.getMessage());
            }
        }
        if (json || format == Format.JSON) {
            here.out().println(Json.text(report(checked)));
        } else {
            checked.forEach(this::print);
        }
        return allRead ? status(checked) : ExitStatus.UNUSABLE;
    }

    private List<String> chosen() {
        var chosen = new ArrayList<>(configs);
        chosen.addAll(files);
        if (chosen.isEmpty()) {
            Path found =
                    ChosenPolicy.upwards(here.folder())
                            .orElseThrow(
                                    () ->
                                            new Unusable(
                                                    "There is no "
                                                            + ChosenPolicy.FILE_NAME
                                                            + " in this folder or above; name a file."));
            chosen.add(here.nameOf(found));
        }
        return chosen;
    }

    private static int status(List<Checked> checked) {
        return checked.stream().allMatch(file -> file.errors().isEmpty())
                ? ExitStatus.FINE
                : ExitStatus.FINDINGS;
    }

    private static Report report(List<Checked> checked) {
        return new Report(
                checked.stream().map(file -> new FileReport(file.file(), file.errors())).toList());
    }

    private void print(Checked checked) {
        checked.lines().forEach(here.out()::println);
        checked.policy().ifPresent(policy -> here.out().println(fine(checked.file(), policy)));
    }

    private static String fine(String file, Policy policy) {
        int rules = policy.rules().size();
        return "%s: no errors (language %s, %s, %d %s)"
                .formatted(
                        file,
                        policy.version(),
                        policy.mode().name().toLowerCase(Locale.ROOT),
                        rules,
                        rules == 1 ? "rule" : "rules");
    }
}
