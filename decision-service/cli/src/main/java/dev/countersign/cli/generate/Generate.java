package dev.countersign.cli.generate;

import dev.countersign.cli.generate.settings.NotGenerated;
import dev.countersign.cli.readiness.AgentProduct;
import dev.countersign.cli.readiness.LocalPolicy;
import dev.countersign.cli.readiness.Repository;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the settings of agent products that follow from the policy of a folder. */
@Command(
        name = "generate",
        header = "Writes agents' own hook, permission and sandbox files from the policy.",
        description = {
            "",
            "The hook asks Countersign before each tool. Beside it a product is told to refuse by itself",
            "what the policy denies in any case; nothing is ever allowed by these files. What people wrote",
            "into them stays. The report says of each rule whether the product can say it."
        },
        footer = {
            "",
            "Exit status: 0 written, or up to date; 1 with --check, a file is not what would be",
            "written; 2 wrong usage, a policy with errors, or a file that cannot be written into."
        })
public final class Generate implements Callable<Integer> {
    private final Surroundings here;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The project, with its policy. Default: the working directory.")
    private String folder = "";

    @Option(
            names = "--target",
            paramLabel = "PRODUCT",
            split = ",",
            description = {
                "claude-code, codex, gemini-cli, qwen-code, cursor, copilot or all.",
                "Several with commas, or the option several times."
            })
    private List<String> targets = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the files go. Default: FOLDER.")
    private @Nullable String output;

    @Option(
            names = "--hook",
            paramLabel = "PATH",
            description = "countersign-hook where the agents run. Default: ${DEFAULT-VALUE}")
    private String hook = "/opt/countersign/countersign-hook";

    @Option(
            names = "--managed",
            description =
                    "The form that an administrator installs and nobody else can change; needs --output.")
    private boolean managed;

    @Option(
            names = "--check",
            description = "Writes nothing; shows the difference, status 1 if there is one.")
    private boolean check;

    @Option(names = "--dry-run", description = "Writes nothing; shows the difference.")
    private boolean dryRun;

    @Option(names = "--json", description = "The report as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "The report as Markdown.")
    private boolean markdown;

    public Generate(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Path project = project();
        try {
            Generation generation = Generation.of(order(project), policy(project));
            if (!check && !dryRun) {
                generation.write();
            }
            show(generation.report());
            return check && !generation.report().changes().isEmpty()
                    ? ExitStatus.FINDINGS
                    : ExitStatus.FINE;
        } catch (NotGenerated failed) {
            throw new Unusable(Visible.line(String.valueOf(failed.getMessage())));
        }
    }

    private void show(Report report) {
        var page = new GeneratedPage(report, here.screen(), here.out());
        if (json) {
            here.out().println(Json.text(page.wire()));
        } else if (markdown) {
            new GeneratedMarkdown(report, here.out()).print();
        } else if (check || dryRun) {
            page.printDifference();
        } else {
            page.print();
        }
    }

    private Path project() {
        Path path = here.folder().resolve(folder).normalize();
        if (!Files.isDirectory(path)) {
            throw new Unusable(Visible.line(path.toString()) + " is no folder.");
        }
        return path;
    }

    private static LocalPolicy.Sound policy(Path project) {
        try {
            return switch (LocalPolicy.of(Repository.at(project))) {
                case LocalPolicy.Sound sound -> sound;
                case LocalPolicy.Flawed flawed ->
                        throw new Unusable(
                                flawed.errors().stream()
                                        .map(Visible::line)
                                        .collect(Collectors.joining(System.lineSeparator())));
            };
        } catch (IOException failed) {
            throw new Unusable(
                    "The folder cannot be looked through: "
                            + Visible.line(String.valueOf(failed.getMessage())));
        }
    }

    private Order order(Path project) {
        if (managed && output == null) {
            throw wrong("--managed needs --output: these files do not belong into the project.");
        }
        if (!hook.matches("(/|[A-Za-z]:/)([A-Za-z0-9._+@-]+/)*countersign-hook")) {
            throw wrong(
                    "--hook needs the absolute path of countersign-hook, without spaces and quotes.");
        }
        return new Order(
                products(),
                output == null ? project : here.folder().resolve(output).normalize(),
                hook,
                managed ? Order.Placement.MANAGED : Order.Placement.PROJECT);
    }

    private List<AgentProduct> products() {
        String known =
                AgentProduct.all().stream()
                        .map(AgentProduct::client)
                        .collect(Collectors.joining(", "));
        if (targets.isEmpty()) {
            throw wrong("Say for whom: --target all, or some of " + known + ".");
        }
        if (targets.equals(List.of("all"))) {
            return AgentProduct.all();
        }
        var unknown = new ArrayList<>(targets);
        AgentProduct.all().forEach(product -> unknown.remove(product.client()));
        if (!unknown.isEmpty()) {
            throw wrong("'%s' is none of all, %s.".formatted(unknown.getFirst(), known));
        }
        return AgentProduct.all().stream()
                .filter(product -> targets.contains(product.client()))
                .toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
