package dev.countersign.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.connection.Query;
import dev.countersign.cli.folder.ChosenPolicy;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.TextInput;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows which recorded decisions a policy would change. */
@Command(
        name = "simulate",
        header = "Shows which recorded decisions a policy would change.",
        description = {
            "",
            "Asks the decision-service that COUNTERSIGN_URL names, with the token of a policy-admin,",
            "security-reviewer or auditor in COUNTERSIGN_TOKEN or in the file that",
            "COUNTERSIGN_TOKEN_FILE names. Nothing is stored there. With --agent-log nobody is asked."
        },
        footer = {
            "",
            "Exit status: 0 nothing would change, 1 some decisions would, 2 wrong usage, a policy with",
            "errors, not allowed, or unreachable."
        })
public final class Simulate implements Callable<Integer> {
    private final Surroundings here;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "The policy to try; - is standard input.")
    @SuppressWarnings("NullAway.Init")
    private String policy;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "How far back to go, such as 30d or 12h; 30 days if not given.")
    private @Nullable String since;

    @Option(names = "--agent", paramLabel = "NAME", description = "Calls of this agent alone.")
    private @Nullable String agent;

    @Option(
            names = "--limit",
            paramLabel = "CALLS",
            description = "How many calls at most, the newest ones; 5000 if not given.")
    private @Nullable Integer limit;

    @Option(
            names = "--agent-log",
            paramLabel = "FILE",
            description =
                    "Replays a recorded action log (JSON lines). Where a line does not say what was"
                            + " decided, the project's present policy does.")
    private @Nullable String log;

    @Option(names = "--json", description = "What decision-service answered, as JSON.")
    private boolean json;

    public Simulate(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        return log == null ? remote() : local(log);
    }

    private int local(String file) {
        if (since != null || limit != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--agent-log replays the whole log, without --since, --limit.");
        }
        ChosenPolicy tried = ChosenPolicy.tried(policy, here);
        return shown(new LocalSimulation(tried, Optional.ofNullable(agent), here).replay(file));
    }

    private int remote() {
        TextInput file = TextInput.read(policy, here);
        Answer answer =
                Connection.of(here)
                        .post("/v1/policies/simulate" + query(), "application/yaml", file.whole());
        if (answer.isFine()) {
            return shown(answer);
        }
        if (json) {
            here.out().println(answer.text());
        } else {
            answer.problem(file.name()).forEach(here.err()::println);
        }
        return ExitStatus.UNUSABLE;
    }

    private String query() {
        return Query.since(since == null ? "30d" : since)
                .and("agent", agent)
                .and("limit", limit)
                .text();
    }

    private int shown(Answer answer) {
        JsonNode simulation = answer.json();
        if (json) {
            here.out().println(answer.text());
        } else {
            new SimulationPage(here.screen(), here.out()).print(simulation);
        }
        return simulation.path("changed").asLong() > 0 ? ExitStatus.FINDINGS : ExitStatus.FINE;
    }
}
