package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Kind;
import dev.countersign.policy.program.Reading;
import java.util.List;
import java.util.Set;

/** Programs that run others, run text, or change the shell. The table says of which kind one is. */
final class SpecialPrograms {
    private static final Set<String> HELP =
            Set.of("--help", "--version", "-h", "-V", "help", "version");

    private final Call call;

    SpecialPrograms(Call call) {
        this.call = call;
    }

    /**
     * Only asking what a program can do: nothing follows. Wrappers are not asked, what they wrap
     * may be.
     */
    static boolean asksForHelp(Reading reading, List<String> arguments) {
        boolean wraps = reading.kind().isPresent();
        return !wraps
                && (arguments.contains("--help")
                        || arguments.size() == 1
                                && HELP.contains(arguments.getFirst())
                                && reading.known());
    }

    /** Reports what the program runs in turn; returns what it would write, as far as known. */
    String run() {
        call.reading().parts().forEach(this::part);
        return call.reading().kind().map(this::ofKind).orElse(Flow.UNKNOWN);
    }

    private void part(Reading.Part part) {
        switch (part.role()) {
            case SHELL ->
                    // Such a command reads what its program feeds it, which is not known.
                    call.invoker()
                            .shellText(
                                    part.text(),
                                    call.program() + " " + part.option(),
                                    call.environment().inner(),
                                    Flow.of(Flow.UNKNOWN));
            case CODE -> new InlineCode(call.invoker(), call.program()).examine(part.text());
            case SQL -> new Statements(call.invoker()).examine(part.text());
            case CONFIG -> new GitConfiguration(call.invoker()).examine(part.text());
            default -> {}
        }
    }

    private String ofKind(Kind kind) {
        return switch (kind) {
            case WRAPPER -> new Wrapper(call).run();
            case ENV -> new EnvironmentWrapper(call).run();
            case WATCH -> new Wrapper(call).text();
            case MULTIPLEXER -> new Wrapper(call).anywhere();
            case XARGS -> new Xargs(call.invoker(), call.arguments(), call.reading()).run();
            case FIND -> new Find(call.invoker(), call.arguments()).run();
            case SHELL -> new ShellProgram(call).run();
            case SOURCE -> new ShellProgram(call).source();
            case EVAL -> new ShellProgram(call).eval();
            case TRAP -> new ShellProgram(call).trap();
            case CRONTAB, SCHEDULER -> new Schedule(call).run();
            case REMOTE_SHELL -> new RemoteShell(call).run();
            case FOREIGN -> foreign();
            case INTERPRETER -> new Interpreter(call).run();
            case SED -> new SedProgram(call).run();
            case MAKE -> new Make(call).run();
            case DATABASE -> database();
            case GIT -> new Git(call.invoker(), call.reading()).run();
            case HTTP -> new WebClient(call.invoker(), call.reading()).run();
            case CD -> new ShellState(call).changeFolder();
            case SET -> new ShellState(call).set();
            case ALIAS -> new Renaming(call).alias();
            case RENAME -> new Renaming(call).hash();
            case EXPORT -> new Declaration(call).run();
            case READ -> new Evaluation(call).read();
            case EVALUATE -> new Evaluation(call).everyWord();
            case ECHO -> new Output(call).echo();
            case PRINTF -> new Output(call).printf();
            case CAT -> new Output(call).cat();
            case TEE -> new Output(call).tee();
            case DECODE -> Decoding.of(call.program(), call.reading(), call.in());
            case COPY -> new Copying(call).run();
            case DD -> new Copying(call).dd();
            case TAME -> String.valueOf(Wild.TAME);
            case SILENT -> "";
        };
    }

    private String database() {
        if (call.in().given()) {
            new Statements(call.invoker()).examine(call.in().text());
        }
        return Flow.UNKNOWN;
    }

    private String foreign() {
        call.opaque(Opacity.SHELL, call.program());
        return Flow.UNKNOWN;
    }
}
