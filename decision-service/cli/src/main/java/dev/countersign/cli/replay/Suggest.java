package dev.countersign.cli.replay;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.connection.Query;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Visible;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows rules that follow from what was observed. */
@Command(
        name = "suggest",
        header = "Shows rules that follow from what was observed, with their evidence.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin,",
            "security-reviewer or auditor in COUNTERSIGN_TOKEN or in the file that",
            "COUNTERSIGN_TOKEN_FILE names. The answer is a policy file to read and cut down; nothing",
            "of it is in force. Try it with: agent-policy suggest | agent-policy simulate --policy -"
        },
        footer = {
            "",
            "Exit status: 0 with or without suggestions, 2 wrong usage, not allowed, or unreachable."
        })
public final class Suggest implements Callable<Integer> {
    private final Surroundings here;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "How far back to go, such as 30d or 12h; 7 days if not given.")
    private @Nullable String since;

    @Option(names = "--agent", paramLabel = "NAME", description = "Calls of this agent alone.")
    private @Nullable String agent;

    @Option(
            names = "--limit",
            paramLabel = "CALLS",
            description = "How many calls at most, the newest ones; 5000 if not given.")
    private @Nullable Integer limit;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Suggest(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        String query =
                Query.since(since == null ? "7d" : since)
                        .and("agent", agent)
                        .and("limit", limit)
                        .text();
        Answer answer = Connection.of(here).get("/v1/policies/suggestions" + query);
        if (json) {
            here.out().println(answer.text());
        } else if (answer.isFine()) {
            answer.json()
                    .path("yaml")
                    .asText("")
                    .lines()
                    .map(Visible::line)
                    .forEach(here.out()::println);
        } else {
            answer.problem("suggestions").forEach(here.err()::println);
        }
        return answer.isFine() ? ExitStatus.FINE : ExitStatus.UNUSABLE;
    }
}
