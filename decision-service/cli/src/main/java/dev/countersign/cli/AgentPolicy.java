package dev.countersign.cli;

import dev.countersign.cli.bundle.Keygen;
import dev.countersign.cli.bundle.Sign;
import dev.countersign.cli.bundle.Verify;
import dev.countersign.cli.checklist.CheckReadiness;
import dev.countersign.cli.explain.Explain;
import dev.countersign.cli.generate.Generate;
import dev.countersign.cli.lint.Lint;
import dev.countersign.cli.lint.Migrate;
import dev.countersign.cli.lint.PrintSchema;
import dev.countersign.cli.release.Activate;
import dev.countersign.cli.release.Confirm;
import dev.countersign.cli.release.Deactivate;
import dev.countersign.cli.release.Decline;
import dev.countersign.cli.release.ListPolicies;
import dev.countersign.cli.release.Publish;
import dev.countersign.cli.replay.Simulate;
import dev.countersign.cli.replay.Suggest;
import dev.countersign.cli.suite.TestPolicies;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: finds the subcommand and turns what goes wrong into a line and status 2. */
@Command(
        name = "agent-policy",
        header = "Works with the policies of coding agents.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = AgentPolicy.Version.class,
        footer = {
            "",
            "Exit status: 0 fine, 1 findings, 2 wrong usage or something that cannot be read."
        })
public final class AgentPolicy implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /**
     * Runs one command line.
     *
     * @return the exit status: 0 fine, 1 findings, 2 wrong usage or something that cannot be read
     */
    static int run(Surroundings here, String... arguments) {
        try {
            return here.finish(commandLine(here).execute(arguments));
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            here.err().println("agent-policy: this is more than it can work with: " + tooMuch);
            return ExitStatus.UNUSABLE;
        }
    }

    private static CommandLine commandLine(Surroundings here) {
        return new CommandLine(new AgentPolicy())
                .addSubcommand(new Explain(here))
                .addSubcommand(new Lint(here))
                .addSubcommand(new Migrate(here))
                .addSubcommand(new PrintSchema(here))
                .addSubcommand(new TestPolicies(here))
                .addSubcommand(new Simulate(here))
                .addSubcommand(new Suggest(here))
                .addSubcommand(new Keygen(here))
                .addSubcommand(new Sign(here))
                .addSubcommand(new Verify(here))
                .addSubcommand(new Publish(here))
                .addSubcommand(new Activate(here))
                .addSubcommand(new Confirm(here))
                .addSubcommand(new Decline(here))
                .addSubcommand(new Deactivate(here))
                .addSubcommand(new ListPolicies(here))
                .addSubcommand(new CheckReadiness(here))
                .addSubcommand(new Generate(here))
                // A word such as @.env is an argument of the command that is explained.
                .setExpandAtFiles(false)
                .setOut(here.out())
                .setErr(here.err())
                .setUsageHelpWidth(Math.clamp(here.screen().columns(), 55, 100))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                here.screen().colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((wrong, words) -> wrongUsage(wrong))
                .setExecutionExceptionHandler((failure, line, words) -> failed(failure, line));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: explain, lint, migrate, schema, test, simulate, suggest, keygen, sign,"
                        + " verify, publish, activate, confirm, decline, deactivate, policies,"
                        + " readiness or generate.");
    }

    private static int wrongUsage(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println(name + ": " + Visible.line(String.valueOf(wrong.getMessage())));
        if (wrong instanceof UnmatchedArgumentException) {
            if (line.getCommand() instanceof Explain) {
                line.getErr().println(Explain.AFTER_DASHES);
            }
            UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        }
        line.getErr().println("Try '" + name + " --help'.");
        return ExitStatus.UNUSABLE;
    }

    private static int failed(Exception failure, CommandLine line) {
        if (failure instanceof Unusable unusable) {
            line.getErr().println(unusable.getMessage());
        } else {
            line.getErr().println("agent-policy failed; this is a defect of it:");
            failure.printStackTrace(line.getErr());
        }
        return ExitStatus.UNUSABLE;
    }

    /** What was built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            try (InputStream in = AgentPolicy.class.getResourceAsStream("version.properties")) {
                Properties built = new Properties();
                built.load(in);
                return new String[] {"agent-policy " + built.getProperty("version")};
            }
        }
    }
}
