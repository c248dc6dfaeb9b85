package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a stored policy in force. */
@Command(
        name = "activate",
        header = "Puts a stored policy in force.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin in",
            "COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 in force; 1 refused, or waiting for a second person; 2 wrong usage, not",
            "allowed, or unreachable."
        })
public final class Activate implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "POLICY",
            converter = Identifier.OfPolicy.class,
            description = "Its identifier, as publish and policies show it.")
    @SuppressWarnings("NullAway.Init")
    private Identifier policy;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Activate(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Answer answer = post(Connection.of(here), policy.text());
        return new ToldAnswer(answer, here, json ? Form.PROGRAMS : Form.PEOPLE)
                .change(policy.text(), page -> page.inForce(policy.text()));
    }

    static Answer post(Connection connection, String policy) {
        return connection.post("/v1/policies/" + policy + "/activate", "application/json", "");
    }
}
