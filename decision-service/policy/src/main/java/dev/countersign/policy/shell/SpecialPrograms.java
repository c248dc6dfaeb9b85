package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Kind;
import dev.countersign.policy.program.Reading;
import java.util.List;
import java.util.Set;

/** Programs that run others, run text, or change the shell. The table says of which kind one is. */
final class SpecialPrograms {
    private static final Set<String> HELP =
            Set.of("--help", "--version", "-h", "-V", "help", "version");

    private static final Set<String> LONG_HELP = Set.of("--help", "--version");
    private static final Set<String> NARROWING = Set.of("filter", "latest", "last");
    private static final Set<Kind> RUNNING_TEXT = Set.of(Kind.EVAL, Kind.SOURCE, Kind.WRAPPER);

    private final Call call;

    SpecialPrograms(Call call) {
        this.call = call;
    }

    /**
     * Only asking what a program can do: nothing follows. A program that runs others is asked when
     * nothing else is said.
     */
    static boolean asksForHelp(Reading reading, List<String> arguments) {
        boolean alone = arguments.size() == 1 && reading.known();
        if (reading.kind().isPresent()) {
            return alone && LONG_HELP.contains(arguments.getFirst()) && !runsText(reading);
        }
        return reading.known() && (reading.surelyHas("help") || reading.endsInHelp())
                || alone && HELP.contains(arguments.getFirst());
    }

    private static boolean runsText(Reading reading) {
        return reading.kind().filter(RUNNING_TEXT::contains).isPresent();
    }

    /** Reports what the program runs in turn; returns what it would write, as far as known. */
    String run() {
        call.reading().parts().forEach(this::part);
        new ObeyedFiles(call).report();
        if (ShellWords.evaluatesNames(call.program())) {
            call.arguments().stream().filter(Reevaluation::isSubscripted).forEach(call::evaluate);
        }
        if (ProjectScripts.areRunBy(call.program())) {
            new ProjectScripts(call).run();
        }
        String output = call.reading().kind().map(this::ofKind).orElse(Flow.UNKNOWN);
        return NameList.narrowed(call, output);
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
            case STAND_IN ->
                    new StandIn(call.invoker())
                            .run(
                                    part.option().equals("pre") ? eachFile(part) : part.text(),
                                    call.program() + " " + part.option());
            case LOADED -> library(part.text());
            case SEARCHED ->
                    new ExecutingVariables(
                                    call.walker(), call.environment(), call.invoker().reach())
                            .searched(call.program() + " -" + part.option(), part.text());
            case CODE -> new InlineCode(call.invoker(), call.program()).examine(part.text());
            case SQL -> new Statements(call.invoker(), call.program()).examine(part.text());
            case WRITE -> pipe(part.text());
            case EVALUATED -> call.evaluate(part.text());
            case EXECUTE, SCRIPT -> script(part.text());
            case CONFIG -> new GitConfiguration(call.invoker()).examine(part.text());
            default -> {}
        }
    }

    /** A program that is run for each file that is searched. */
    private static String eachFile(Reading.Part part) {
        return part.text() + " ./" + Wild.TAME;
    }

    /** Several programs take a bar, one an exclamation mark, for the beginning of a command. */
    private void pipe(String file) {
        if (file.startsWith("|") || file.startsWith("!")) {
            call.shellText(file.substring(1), call.program());
        }
    }

    /** A plain name is one of the program's own; what a file holds is not known. */
    private void library(String file) {
        if (file.indexOf('/') >= 0) {
            new Scripts(call.invoker()).textOf(Place.of(file, call.environment().cwd()));
            call.opaque(Opacity.SCRIPT, file);
        }
    }

    /** A file that the program loads and runs. */
    private void script(String file) {
        if (file.matches("(?s)(https?|data|npm|jsr):.*")) {
            call.tag(Tag.EXEC_REMOTE_CODE);
        } else if (ProcessFile.is(file)) {
            code(ProcessFile.output(file));
        } else if (file.equals("-") || file.equals("/dev/stdin")) {
            code(call.in().given() ? call.in().text() : Flow.UNKNOWN);
        } else {
            Place place = Place.of(file, call.environment().cwd());
            var scripts = new Scripts(call.invoker());
            boolean written = scripts.isWrittenBefore(place);
            scripts.textOf(place).ifPresent(written ? this::codeOfProject : this::code);
        }
    }

    private void code(String text) {
        boolean shell = call.reading().kind().filter(kind -> kind == Kind.SHELL).isPresent();
        if (shell) {
            call.shellText(text, call.program());
        } else if (call.program().endsWith("sed")) {
            new SedProgram(call).examine(text);
        } else if (isDatabase()) {
            new Statements(call.invoker(), call.program()).examine(text);
        } else {
            new InlineCode(call.invoker(), call.program()).examine(text);
        }
    }

    private void codeOfProject(String text) {
        if (Language.of(call.program()).isKnown() && !call.program().endsWith("sed")) {
            new InlineCode(call.invoker(), call.program()).examineOfProject(text);
        } else {
            code(text);
        }
    }

    private boolean isDatabase() {
        return call.reading().kind().filter(kind -> kind == Kind.DATABASE).isPresent();
    }

    private String ofKind(Kind kind) {
        return switch (kind) {
            case WRAPPER -> new Wrapper(call).run();
            case ENV -> new EnvironmentWrapper(call).run();
            case PACKAGE_RUNNER -> new PackageRunner(call).run();
            case PROJECT_PROGRAMS -> new PackageRunner(call).ofTheProject();
            case WORKSPACE -> new PackageRunner(call).inWorkspace();
            case WATCH -> new Wrapper(call).text();
            case MULTIPLEXER -> new Wrapper(call).anywhere();
            case RUNNER -> runner();
            case XARGS -> new Xargs(call.invoker(), call.arguments(), call.reading()).run();
            case FIND -> new Find(call.invoker(), call.arguments()).run();
            case FD -> new Fd(call).run();
            case SHELL -> new ShellProgram(call).run();
            case SOURCE -> new ShellProgram(call).source();
            case EVAL -> new ShellProgram(call).eval();
            case TRAP -> new ShellProgram(call).trap();
            case CRONTAB, SCHEDULER -> new Schedule(call).run();
            case REMOTE_SHELL -> new RemoteShell(call).run();
            case FOREIGN -> foreign();
            case POWERSHELL -> new PowerShellProgram(call).run();
            case COMMAND_PROMPT -> new CommandPromptRun(call).run();
            case INTERPRETER -> new Interpreter(call).run();
            case COMPILER -> new Includes(call).run();
            case SED -> new SedProgram(call).run();
            case EDITOR -> new Editor(call).run();
            case PAGER -> new Editor(call).pager();
            case MAKE -> new Make(call).run();
            case DATABASE -> new DatabaseClient(call).statements();
            case REDIS -> new DatabaseClient(call).redis();
            case GIT -> {
                new GitPaths(call).report();
                yield new Git(call.invoker(), call.reading()).run();
            }
            case HTTP -> new WebClient(call).run();
            case CD -> new ShellState(call).changeFolder();
            case SET -> new ShellState(call).set();
            case ALIAS -> new Renaming(call).alias();
            case RENAME -> new Renaming(call).hash();
            case EXPORT -> new Declaration(call).run();
            case READ -> new Evaluation(call).read();
            case EVALUATE -> new Evaluation(call).everyWord();
            case HISTORY -> new Evaluation(call).again();
            case WHICH -> new Output(call).which();
            case ECHO -> new Output(call).echo();
            case PRINTF -> new Output(call).printf();
            case CAT -> new Output(call).cat();
            case TEE -> new Output(call).tee();
            case DECODE -> Decoding.of(call.program(), call.reading(), call.in());
            case COPY -> new Copying(call).run();
            case DD -> new Copying(call).dd();
            case SEARCH -> new Search(call).run();
            case QUERY -> new Query(call).run();
            case PROCESSES -> new ProcessList(call).run();
            case PRINTENV -> new Surroundings(call).printed();
            case NAMES -> NameList.of(call);
            case TEMPORARY -> Temporary.of(call);
            case TRUNCATE -> new Emptying(call).truncate();
            case ARCHIVE -> new Archive(call).run();
            case PATCH -> new PatchInput(call).run();
            case TAME -> String.valueOf(Wild.TAME);
            case PATH_PART -> PathPart.of(call);
            case SELECTION -> selection();
            case SILENT -> "";
            case SECRET_INPUT -> Flow.UNKNOWN;
        };
    }

    private String selection() {
        boolean narrowed = NARROWING.stream().anyMatch(call.usage()::has);
        return narrowed ? String.valueOf(Wild.TAME) : Flow.UNKNOWN;
    }

    private String runner() {
        new PossibleCommands(call.invoker(), call.program()).among(call.arguments());
        return Flow.UNKNOWN;
    }

    private String foreign() {
        call.opaque(Opacity.SHELL, call.program());
        return Flow.UNKNOWN;
    }
}
