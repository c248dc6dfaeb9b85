package dev.countersign.cli.lint;

import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Replaced;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.lint.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rewrites policy files of older versions. */
@Command(
        name = "migrate",
        header = "Rewrites policy files of older versions as one writes them today.",
        description = {
            "",
            "Shows the difference; every action is judged as before, comments and layout stay.",
            "Without FILE: .agent-policy.yml of the working directory or the nearest folder above it,",
            "with the organisation's and the team's beside it and the overrides beneath it."
        },
        footer = {
            "",
            "Exit status: 0 nothing is old or it was rewritten, 1 something is old or does not load, 2 wrong usage or a file that cannot be read."
        })
public final class Migrate implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(paramLabel = "FILE", description = "A policy file; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--write", description = "Rewrites the files in place.")
    private boolean write;

    @Option(names = "--json", description = "Gives JSON, the new text included.")
    private boolean json;

    public Migrate(Surroundings here) {
        this.here = here;
    }

    /** What became of the files. */
    record Report(List<Rewritten> files) {}

    /**
     * @param steps what was rewritten; none where nothing is old
     * @param text the file as it is written today
     */
    record Rewritten(String file, List<String> steps, String text) {}

    @Override
    public Integer call() {
        var rewritten = new ArrayList<Rewritten>();
        int status = ExitStatus.FINE;
        for (String file : chosen()) {
            TextInput input = TextInput.read(file, here);
            try {
                Migration migration = Migration.of(input.name(), input.whole());
                var change = new Replaced(input.name(), input.text(), migration.text());
                status = Math.max(status, settled(change, input));
                rewritten.add(new Rewritten(input.name(), migration.steps(), migration.text()));
                show(migration, change);
            } catch (PolicyErrors refused) {
                status = ExitStatus.FINDINGS;
                String.valueOf(refused.getMessage())
                        .lines()
                        .map(Visible::line)
                        .forEach(here.err()::println);
            }
        }
        if (json) {
            here.out().println(Json.text(new Report(rewritten)));
        }
        return status;
    }

    private List<String> chosen() {
        return files.isEmpty()
                ? PolicyFiles.beneath(ChosenPolicy.required(here.folder()), here)
                        .policies()
                        .values()
                        .stream()
                        .map(TextInput::name)
                        .toList()
                : files;
    }

    private int settled(Replaced change, TextInput input) {
        if (change.isChange() && write && !input.isStandardInput()) {
            change.write(here);
            return ExitStatus.FINE;
        }
        return change.isChange() ? ExitStatus.FINDINGS : ExitStatus.FINE;
    }

    private void show(Migration migration, Replaced change) {
        if (json) {
            return;
        }
        if (!change.isChange()) {
            here.out().println(change.file() + ": nothing is old");
            return;
        }
        change.difference().forEach(here.out()::println);
        here.out().println(change.file() + ": " + String.join(", ", migration.steps()));
    }
}
