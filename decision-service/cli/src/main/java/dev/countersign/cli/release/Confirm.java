package dev.countersign.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agrees to a change that waits for a second person. */
@Command(
        name = "confirm",
        header = "Agrees, as the second person, to a change of what is in force.",
        description = {
            "",
            "The request names what was looked at: a newer one for the same scope is not confirmed by",
            "mistake. Asks the decision-service that COUNTERSIGN_URL names, with the token of another",
            "policy-admin or a security-reviewer in COUNTERSIGN_TOKEN or in the file that",
            "COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 the change is made; 1 refused; 2 wrong usage, not allowed, or unreachable."
        })
public final class Confirm implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            index = "0",
            paramLabel = "POLICY",
            converter = Identifier.OfPolicy.class,
            description = "The identifier of the policy.")
    @SuppressWarnings("NullAway.Init")
    private Identifier policy;

    @Parameters(
            index = "1",
            paramLabel = "REQUEST",
            converter = Identifier.OfRequest.class,
            description = "The identifier of the request, as policies shows it.")
    @SuppressWarnings("NullAway.Init")
    private Identifier request;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Confirm(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Connection connection = Connection.of(here);
        Answer found = connection.get("/v1/policies/" + policy);
        if (!found.isFine()) {
            return told(found).refused(policy.text());
        }
        JsonNode waiting = found.json().path("waiting");
        if (!waiting.path("request").asText("").equals(request.text())) {
            here.out()
                    .println(
                            "Request %s does not wait. What does: agent-policy policies"
                                    .formatted(request));
            return ExitStatus.FINDINGS;
        }
        return waiting.path("change").asText("").equals("deactivation")
                ? told(connection.delete(path("activation")))
                        .change(policy.text(), PublishedPage::outOfForce)
                : told(connection.post(path("activate"), "application/json", ""))
                        .change(policy.text(), page -> page.inForce(policy.text()));
    }

    private ToldAnswer told(Answer answer) {
        return new ToldAnswer(answer, here, json ? Form.PROGRAMS : Form.PEOPLE);
    }

    private String path(String change) {
        return "/v1/policies/%s/%s?confirms=%s".formatted(policy, change, request);
    }
}
