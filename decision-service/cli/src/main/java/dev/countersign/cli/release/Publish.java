package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.folder.PolicyFiles;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.policy.bundle.Bundle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings policies to decision-service. */
@Command(
        name = "publish",
        header = "Brings a policy file or a bundle to decision-service.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin in",
            "COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 stored, or with --activate in force; 1 refused for what it says, or waiting",
            "for a second person; 2 wrong usage, not allowed, or unreachable."
        })
public final class Publish implements Callable<Integer> {
    private static final String PATH = "/v1/policies";

    private final Surroundings here;

    @Parameters(
            paramLabel = "BUNDLE|FILE",
            description =
                    "A bundle (its name ends in .json) or a policy file; - is standard input.")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(names = "--activate", description = "Puts it in force as well.")
    private boolean activate;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Publish(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Connection connection = Connection.of(here);
        TextInput text = TextInput.read(file, here);
        Answer stored = send(connection, text);
        if (!stored.isFine()) {
            int status = told(stored).refused(text.name());
            if (stored.hasErrors() && !json) {
                checkedAlone();
            }
            return status;
        }
        String id = stored.policy();
        return activate
                ? activated(Activate.post(connection, id), id, text)
                : told(stored).shown(ExitStatus.FINE, page -> page.stored(text.name()));
    }

    /** What holds in a folder may not hold for one of its files. */
    private void checkedAlone() {
        PolicyFiles.rootOf(file, here)
                .filter(root -> PolicyFiles.beneath(root, here).policies().size() > 1)
                .ifPresent(
                        root ->
                                here.out()
                                        .println(
                                                "It was checked without the other policies of its folder. To bring"
                                                        + " them together: agent-policy sign, then publish the bundle."));
    }

    private Answer send(Connection connection, TextInput text) {
        return file.endsWith(".json")
                ? connection.post(PATH, Bundle.MEDIA_TYPE, text.whole())
                : connection.post(PATH + layer(), "application/yaml", text.whole());
    }

    /** The layer that the file's name says; any other name is the repository's, as everywhere. */
    private String layer() {
        return switch (String.valueOf(Path.of(file).getFileName())) {
            case ".agent-policy.organisation.yml" -> "?layer=organisation";
            case ".agent-policy.team.yml" -> "?layer=team";
            default -> "";
        };
    }

    private int activated(Answer answer, String id, TextInput text) {
        if (!answer.isFine()) {
            here.err().println(id + " is stored, but not in force.");
        }
        return told(answer).change(text.name(), page -> page.inForce(text.name()));
    }

    private ToldAnswer told(Answer answer) {
        return new ToldAnswer(answer, here, json ? Form.PROGRAMS : Form.PEOPLE);
    }
}
