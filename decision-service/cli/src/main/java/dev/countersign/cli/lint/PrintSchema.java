package dev.countersign.cli.lint;

import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.policy.language.PolicySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the JSON Schema of the language. */
@Command(
        name = "schema",
        header = "Prints the JSON Schema of policy files, for editors.",
        footer = {
            "",
            "Begin a policy with",
            "  # yaml-language-server: $schema=agent-policy.schema.json",
            "and editors complete its keys and explain them."
        })
public final class PrintSchema implements Callable<Integer> {
    private final Surroundings here;

    @Option(names = "--json", description = "It is JSON in any case.")
    private boolean json;

    public PrintSchema(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        here.out().print(PolicySchema.text());
        return ExitStatus.FINE;
    }
}
