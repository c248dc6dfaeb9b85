package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Refuses a change that waits for a second person. */
@Command(
        name = "decline",
        header = "Refuses a change that waits for a second person, or takes it back.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin or a",
            "security-reviewer in COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 it waits no more; 1 refused; 2 wrong usage, not allowed, or unreachable."
        })
public final class Decline implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "POLICY",
            converter = Identifier.OfPolicy.class,
            description = "The identifier of the policy.")
    @SuppressWarnings("NullAway.Init")
    private Identifier policy;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for whoever asked.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Decline(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Answer answer =
                Connection.of(here)
                        .post(
                                "/v1/policies/" + policy + "/decline",
                                "application/json",
                                Json.text(Map.of("reason", reason)));
        var told = new ToldAnswer(answer, here, json ? Form.PROGRAMS : Form.PEOPLE);
        return answer.isFine()
                ? told.shown(ExitStatus.FINE, PublishedPage::declined)
                : told.refused(policy.text());
    }
}
