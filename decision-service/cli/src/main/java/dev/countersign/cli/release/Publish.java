package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.policy.bundle.Bundle;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
            return refused(stored, text);
        }
        String id = stored.policy();
        return activate
                ? activated(connection.post(activation(id), "application/json", ""), id, text)
                : told(stored, ExitStatus.FINE, page -> page.stored(text.name()));
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

    private static String activation(String id) {
        return PATH + "/" + id + "/activate";
    }

    private int activated(Answer answer, String id, TextInput text) {
        if (!answer.isFine()) {
            here.err().println(id + " is stored, but not in force.");
            return refused(answer, text);
        }
        boolean waiting = answer.status() == 202 || answer.json().path("waiting").isObject();
        // A script must not go on as if it were in force.
        return waiting
                ? told(answer, ExitStatus.FINDINGS, PublishedPage::waiting)
                : told(answer, ExitStatus.FINE, page -> page.inForce(text.name()));
    }

    private int told(Answer answer, int status, Consumer<PublishedPage> page) {
        if (json) {
            here.out().println(answer.text());
        } else {
            page.accept(new PublishedPage(answer, here.out()));
        }
        return status;
    }

    private int refused(Answer answer, TextInput text) {
        if (json) {
            here.out().println(answer.text());
        } else {
            List<String> lines = answer.problem(text.name());
            lines.forEach(answer.isAboutTheCall() ? here.err()::println : here.out()::println);
        }
        return answer.isAboutTheCall() ? ExitStatus.UNUSABLE : ExitStatus.FINDINGS;
    }
}
