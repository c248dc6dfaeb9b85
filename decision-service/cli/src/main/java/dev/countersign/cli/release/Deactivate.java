package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a policy out of force. */
@Command(
        name = "deactivate",
        header = "Takes a policy out of force; other layers and the baseline stay.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin in",
            "COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 out of force; 1 refused, or waiting for a second person; 2 wrong usage, not",
            "allowed, or unreachable."
        })
public final class Deactivate implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "POLICY",
            converter = Identifier.OfPolicy.class,
            description = "Its identifier, as policies shows it.")
    @SuppressWarnings("NullAway.Init")
    private Identifier policy;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Deactivate(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Answer answer = Connection.of(here).delete("/v1/policies/" + policy + "/activation");
        return new ToldAnswer(answer, here, json ? Form.PROGRAMS : Form.PEOPLE)
                .change(policy.text(), PublishedPage::outOfForce);
    }
}
