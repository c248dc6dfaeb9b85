package dev.countersign.cli.checklist;

import dev.countersign.cli.readiness.Checkpoint;
import dev.countersign.cli.readiness.Finding;
import dev.countersign.cli.readiness.Launch;
import dev.countersign.cli.readiness.Repository;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a repository and an agent are ready for launch. Changes nothing. */
@Command(
        name = "readiness",
        header = "Checks twelve points before an agent is let into a repository.",
        description = {
            "",
            "Each point is ready, not ready, or cannot be told, with the evidence and what to do next.",
            "Nothing is run and nothing is changed. What only the services know is asked when",
            "COUNTERSIGN_URL, COUNTERSIGN_APPROVAL_URL and COUNTERSIGN_AUDIT_URL name them, with the",
            "token in COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 all twelve are ready; 1 one is not, or cannot be told; 2 wrong usage or",
            "a folder that cannot be read."
        })
public final class CheckReadiness implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The repository. Default: the working directory.")
    private String folder = "";

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "The registered agent. Default: the one that the policy alone is for.")
    private @Nullable String agent;

    @Option(names = "--json", description = "The points as JSON.")
    private boolean json;

    public CheckReadiness(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Launch launch =
                Launch.of(
                        repository(),
                        Optional.ofNullable(agent),
                        new AskedServices(here),
                        here.clock().instant());
        List<Checkpoint.Checked> checked = Checkpoint.checked(launch).toList();
        var page = new ReadinessPage(launch, checked);
        if (json) {
            here.out().println(Json.text(page.wire()));
        } else {
            page.print(here.screen(), here.out());
        }
        return checked.stream().allMatch(one -> one.finding() instanceof Finding.Ready)
                ? ExitStatus.FINE
                : ExitStatus.FINDINGS;
    }

    private Repository repository() {
        Path path = here.folder().resolve(folder).normalize();
        if (!Files.isDirectory(path)) {
            throw new Unusable(Visible.line(path.toString()) + " is no folder.");
        }
        try {
            return Repository.at(path);
        } catch (IOException failed) {
            throw new Unusable(
                    "The folder cannot be looked through: "
                            + Visible.line(String.valueOf(failed.getMessage())));
        }
    }
}
