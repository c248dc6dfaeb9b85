package dev.countersign.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which policies are in force, and which changes wait for a second person. */
@Command(
        name = "policies",
        header = "Shows which policies are in force, and which wait for a second person.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of somebody who may",
            "see policies in COUNTERSIGN_TOKEN or in the file that COUNTERSIGN_TOKEN_FILE names."
        },
        footer = {
            "",
            "Exit status: 0 shown; 1 one of those in force could not be loaded; 2 wrong usage, not allowed,",
            "or unreachable."
        })
public final class ListPolicies implements Callable<Integer> {
    private final Surroundings here;

    @Option(names = "--json", description = "Both lists as JSON.")
    private boolean json;

    public ListPolicies(Surroundings here) {
        this.here = here;
    }

    /** What programs are told. */
    record Report(List<JsonNode> active, List<JsonNode> waiting) {}

    @Override
    public Integer call() {
        Connection connection = Connection.of(here);
        Answer active = connection.get("/v1/policies/active");
        Answer newest = connection.get("/v1/policies");
        for (Answer answer : List.of(active, newest)) {
            if (!answer.isFine()) {
                answer.problem("the policies").forEach(here.err()::println);
                return ExitStatus.UNUSABLE;
            }
        }
        var report =
                new Report(
                        active.list(),
                        newest.list().stream()
                                .filter(policy -> policy.path("waiting").isObject())
                                .toList());
        if (json) {
            here.out().println(Json.text(report));
        } else {
            new PoliciesPage(here.screen(), here.out()).print(report);
        }
        return report.active().stream().anyMatch(ListPolicies::isNotLoaded)
                ? ExitStatus.FINDINGS
                : ExitStatus.FINE;
    }

    /** What should be in force and could not be loaded by the replica that was asked. */
    static boolean isNotLoaded(JsonNode policy) {
        return !policy.path("not_loaded").asText("").isEmpty();
    }
}
