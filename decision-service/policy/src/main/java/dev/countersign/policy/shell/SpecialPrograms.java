package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that run others, run text, or change the shell. The table says which kind a program is.
 */
final class SpecialPrograms {
    private static final Set<String> HELP =
            Set.of("--help", "--version", "-h", "-V", "help", "version");

    private final Invoker invoker;
    private final String program;
    private final List<String> arguments;
    private final Reading reading;
    private final Environment environment;

    SpecialPrograms(Invoker invoker, String program, List<String> arguments, Reading reading) {
        this.invoker = invoker;
        this.program = program;
        this.arguments = arguments;
        this.reading = reading;
        this.environment = invoker.environment();
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

    String run() {
        for (Reading.Part part : reading.parts()) {
            switch (part.role()) {
                case SHELL ->
                        // Such a command reads what its program feeds it, which is not known.
                        invoker.shellText(
                                part.text(),
                                program + " " + part.option(),
                                environment.inner(),
                                Flow.of(Flow.UNKNOWN));
                case CODE -> new InlineCode(invoker, program).examine(part.text());
                case SQL -> new Statements(invoker).examine(part.text());
                case CONFIG -> new GitConfiguration(invoker).examine(part.text());
                default -> {}
            }
        }
        return switch (reading.kind().orElse("")) {
            case "wrapper" -> wrapper();
            case "env" -> env();
            case "xargs" -> new Xargs(invoker, arguments, reading).run();
            case "shell" -> shell();
            case "eval" ->
                    invoker.shellText(
                            String.join(" ", arguments), "eval", environment, invoker.in());
            case "source" -> source();
            case "find" -> new Find(invoker, arguments).run();
            case "interpreter" -> interpreter();
            case "remote-shell" -> remoteShell();
            case "database" -> database();
            case "cd" -> changeFolder();
            case "set" -> set();
            case "export" -> export();
            case "alias" -> alias();
            case "rename" -> rename();
            case "read" -> read();
            case "evaluate" -> evaluate();
            case "echo" -> echo();
            case "printf" -> printf();
            case "cat" -> cat();
            case "copy" -> copy();
            case "tee" -> tee();
            case "dd" -> dd();
            case "decode" -> Decoding.of(program, reading, invoker.in());
            case "git" -> new Git(invoker, reading).run();
            case "http" -> new WebClient(invoker, reading).run();
            case "make" -> make();
            case "sed" -> sed();
            case "trap" -> trap();
            case "watch" -> watch();
            case "multiplexer" -> multiplexer();
            case "crontab", "scheduler" -> scheduler();
            case "foreign" -> foreign();
            case "tame" -> String.valueOf(Wild.TAME);
            case "silent" -> "";
            default -> Flow.UNKNOWN;
        };
    }

    private void shellText(String text, String through) {
        invoker.shellText(text, through, environment.inner(), Flow.NONE);
    }

    private List<String> wrapped() {
        return arguments.subList(Math.min(reading.wrapped(), arguments.size()), arguments.size());
    }

    private String wrapper() {
        boolean onlyAsks =
                program.equals("command") && (reading.usage().has("v") || reading.usage().has("V"));
        if (onlyAsks) {
            return String.valueOf(Wild.TAME);
        }
        // A function of the same name does not stand in the way of "command".
        return invoker.reached(Reach.How.WRAPPED, program).invoke(wrapped());
    }

    private String env() {
        for (String text : reading.usage().values("split-string")) {
            shellText(text, "env -S");
        }
        List<String> rest = wrapped();
        Environment inside = environment.inner();
        int i = 0;
        while (i < rest.size() && isAssignment(rest.get(i))) {
            int equals = rest.get(i).indexOf('=');
            String name = rest.get(i).substring(0, equals);
            inside.assign(name, List.of(rest.get(i).substring(equals + 1)));
            new ExecutingVariables(invoker.walker(), inside, invoker.reach())
                    .assigned(name, List.of(rest.get(i).substring(equals + 1)));
            i++;
        }
        if (i == rest.size() && !reading.usage().has("split-string")) {
            tag(Tag.ENV_LIST);
            return Flow.UNKNOWN;
        }
        return invoker.within(inside)
                .reached(Reach.How.WRAPPED, program)
                .invoke(rest.subList(i, rest.size()));
    }

    private static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && Lexer.isName(word.substring(0, equals));
    }

    private void tag(Tag tag) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), "", invoker.reach()));
    }

    private String shell() {
        List<String> operands = reading.operands();
        if (reading.usage().has("n") && !reading.usage().has("c")) {
            return "";
        }
        if (reading.usage().has("c")) {
            if (operands.isEmpty()) {
                return "";
            }
            // The first word after the text is $0.
            List<String> positional =
                    operands.size() > 2 ? operands.subList(2, operands.size()) : List.of();
            return invoker.shellText(
                    operands.getFirst(),
                    program + " -c",
                    environment.withPositional(positional),
                    invoker.in());
        }
        if (!operands.isEmpty() && !reading.usage().has("s")) {
            return new Scripts(invoker.reached(Reach.How.WRAPPED, program))
                    .run(
                            Place.of(operands.getFirst(), environment.cwd()),
                            operands.subList(1, operands.size()));
        }
        return shellInput();
    }

    private String shellInput() {
        Flow in = invoker.in();
        if (!in.given()) {
            return Flow.UNKNOWN;
        }
        if (in.remote()) {
            tag(Tag.EXEC_REMOTE_CODE);
        }
        return invoker.shellText(in.text(), program + " < input", environment.inner(), Flow.NONE);
    }

    private String source() {
        if (reading.operands().isEmpty()) {
            return "";
        }
        Place place = Place.of(reading.operands().getFirst(), environment.cwd());
        if (ProcessFile.is(place.written())) {
            return invoker.shellText(
                    ProcessFile.output(place.written()), program, environment, Flow.NONE);
        }
        if (place.written().equals("/dev/stdin")) {
            return shellInput();
        }
        return new Scripts(invoker)
                .textOf(place)
                .map(text -> invoker.shellText(text, program, environment, Flow.NONE))
                .orElse("");
    }

    private String interpreter() {
        boolean hasCode = reading.parts().stream().anyMatch(part -> part.role() == Role.CODE);
        boolean module = reading.usage().has("m");
        List<String> operands = reading.operands();
        if (module) {
            return module(reading.usage().values("m"));
        }
        if (hasCode) {
            return Flow.UNKNOWN;
        }
        if (!operands.isEmpty() && !operands.getFirst().equals("-")) {
            Place place = Place.of(operands.getFirst(), environment.cwd());
            if (ProcessFile.is(place.written())) {
                new InlineCode(invoker, program).examine(ProcessFile.output(place.written()));
                return Flow.UNKNOWN;
            }
            new Scripts(invoker)
                    .textOf(place)
                    .ifPresent(text -> new InlineCode(invoker, program).examine(text));
            return Flow.UNKNOWN;
        }
        if (invoker.in().given()) {
            if (invoker.in().remote()) {
                tag(Tag.EXEC_REMOTE_CODE);
            }
            new InlineCode(invoker, program).examine(invoker.in().text());
        }
        return Flow.UNKNOWN;
    }

    /** {@code python -m pip install x} is {@code pip install x}. */
    private String module(List<String> names) {
        String name = names.isEmpty() ? "" : names.getLast();
        int after = arguments.indexOf(name) + 1;
        if (Programs.isKnown(name)) {
            var words = new ArrayList<>(List.of(name));
            words.addAll(arguments.subList(Math.max(after, 0), arguments.size()));
            return invoker.reached(Reach.How.WRAPPED, program + " -m").invoke(words);
        }
        return Flow.UNKNOWN;
    }

    private String remoteShell() {
        List<String> operands = reading.operands();
        int first = program.equals("ssh") ? 1 : 0;
        if (operands.size() > first) {
            tag(Tag.EXEC_REMOTE_HOST);
            String text = String.join(" ", operands.subList(first, operands.size()));
            invoker.shellText(text, program, Environment.at(""), invoker.in());
        } else if (invoker.in().given()) {
            tag(Tag.EXEC_REMOTE_HOST);
            invoker.shellText(invoker.in().text(), program, Environment.at(""), Flow.NONE);
        }
        return Flow.UNKNOWN;
    }

    private String database() {
        if (invoker.in().given()) {
            new Statements(invoker).examine(invoker.in().text());
        }
        return Flow.UNKNOWN;
    }

    private String changeFolder() {
        if (program.equals("popd")) {
            environment.changeTo(environment.before());
            return "";
        }
        String target = reading.operands().isEmpty() ? "~" : reading.operands().getFirst();
        environment.changeTo(
                target.equals("-")
                        ? environment.before()
                        : Place.resolve(target, environment.cwd()));
        return "";
    }

    private String set() {
        int dashes = arguments.indexOf("--");
        if (dashes >= 0) {
            environment.positional(arguments.subList(dashes + 1, arguments.size()));
        } else if (!arguments.isEmpty()
                && !arguments.getFirst().startsWith("-")
                && !arguments.getFirst().startsWith("+")) {
            environment.positional(arguments);
        } else if (arguments.isEmpty()) {
            tag(Tag.ENV_LIST);
        }
        if (program.equals("shift") && !environment.positional().isEmpty()) {
            environment.positional(
                    environment.positional().subList(1, environment.positional().size()));
        }
        return "";
    }

    private String export() {
        for (String word : arguments) {
            int equals = word.indexOf('=');
            if (isAssignment(word)) {
                String name = word.substring(0, equals);
                environment.assign(name, List.of(word.substring(equals + 1)));
                new ExecutingVariables(invoker.walker(), environment, invoker.reach())
                        .assigned(name, List.of(word.substring(equals + 1)));
            } else if (word.indexOf('[') > 0) {
                invoker.walker().evaluate(word, environment, invoker.reach());
            }
        }
        if (arguments.stream().allMatch(word -> word.startsWith("-"))
                && (arguments.isEmpty()
                        || arguments.getFirst().contains("p")
                        || arguments.getFirst().contains("x"))) {
            tag(Tag.ENV_LIST);
        }
        return "";
    }

    private String alias() {
        for (String word : arguments) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                environment.shadow();
                invoker.walker().opaque(Opacity.NAME_SHADOWED, word, invoker.reach());
                shellText(word.substring(equals + 1), "alias " + word.substring(0, equals));
            }
        }
        return "";
    }

    /** {@code hash -p file name} and {@code enable -n name}. */
    private String rename() {
        if (!reading.usage().options().isEmpty() && !reading.usage().has("r")) {
            environment.shadow();
            invoker.walker()
                    .opaque(Opacity.NAME_SHADOWED, String.join(" ", arguments), invoker.reach());
            if (reading.usage().has("p") && !reading.operands().isEmpty()) {
                String path =
                        reading.usage().values("p").isEmpty()
                                ? ""
                                : reading.usage().values("p").getFirst();
                String real = path.substring(path.lastIndexOf('/') + 1);
                environment.define(
                        reading.operands().getFirst(),
                        new Command.Simple(
                                List.of(),
                                List.of(
                                        Word.literal(real, 0),
                                        new Word(
                                                List.of(
                                                        new Piece.DoubleQuoted(
                                                                List.of(
                                                                        Piece.Parameter.plain(
                                                                                "@")))),
                                                0)),
                                List.of(),
                                0));
            }
        }
        return "";
    }

    private String read() {
        for (String name : reading.operands()) {
            if (name.indexOf('[') > 0) {
                invoker.walker().evaluate(name, environment, invoker.reach());
            }
            if (Lexer.isName(name)) {
                boolean known = invoker.in().isKnown() && reading.operands().size() == 1;
                environment.assign(
                        name, List.of(known ? invoker.in().text().strip() : Flow.UNKNOWN));
            }
        }
        return "";
    }

    private String evaluate() {
        for (String word : arguments) {
            invoker.walker().evaluate(word, environment, invoker.reach());
        }
        return "";
    }

    private String echo() {
        int first = 0;
        boolean escapes = false;
        while (first < arguments.size() && arguments.get(first).matches("-[neE]+")) {
            escapes |= arguments.get(first).contains("e");
            first++;
        }
        String text = String.join(" ", arguments.subList(first, arguments.size()));
        return (escapes ? AnsiText.decode(text, invoker.walker().budget()) : text) + "\n";
    }

    private String printf() {
        int first = !arguments.isEmpty() && arguments.getFirst().equals("--") ? 1 : 0;
        if (arguments.size() > first && arguments.get(first).equals("-v")) {
            if (arguments.size() > first + 1) {
                String name = arguments.get(first + 1);
                invoker.walker().evaluate(name, environment, invoker.reach());
                String text =
                        Printf.format(
                                arguments.subList(first + 2, arguments.size()),
                                invoker.walker().budget());
                if (Lexer.isName(name)) {
                    environment.assign(name, List.of(text));
                }
            }
            return "";
        }
        return Printf.format(arguments.subList(first, arguments.size()), invoker.walker().budget());
    }

    private String cat() {
        if (reading.operands().isEmpty()) {
            return invoker.in().given() ? invoker.in().text() : Flow.UNKNOWN;
        }
        var output = new StringBuilder();
        for (String file : reading.operands()) {
            if (file.equals("-")) {
                output.append(invoker.in().text());
            } else if (ProcessFile.is(file)) {
                output.append(ProcessFile.output(file));
            } else {
                output.append(
                        environment
                                .textOf(Place.resolve(file, environment.cwd()))
                                .orElse(Flow.UNKNOWN));
            }
        }
        return output.toString();
    }

    /** Follows a program or a text written in this call to its new name. */
    private String copy() {
        List<String> operands = reading.operands();
        if (operands.size() == 2) {
            String from = Place.resolve(operands.getFirst(), environment.cwd());
            String to = Place.resolve(operands.getLast(), environment.cwd());
            environment.copied(from, to);
            String base = from.substring(from.lastIndexOf('/') + 1);
            boolean program = from.contains("/bin/") || from.contains("/sbin/");
            if (program && Programs.isKnown(base)) {
                environment.renamed(base, to);
                environment.renamed(base, to + "/" + base);
            }
        }
        return "";
    }

    private String tee() {
        String text = invoker.in().given() ? invoker.in().text() : Flow.UNKNOWN;
        for (String file : reading.operands()) {
            environment.wrote(
                    Place.resolve(file, environment.cwd()), text, reading.usage().has("append"));
        }
        return text;
    }

    private String dd() {
        for (String word : arguments) {
            if (word.startsWith("if=")) {
                file(word.substring(3), Access.READ);
            } else if (word.startsWith("of=")) {
                file(word.substring(3), Access.WRITE);
            }
        }
        return Flow.UNKNOWN;
    }

    private void file(String path, Access access) {
        if (path.equals("/dev/null")
                || path.equals("/dev/zero")
                || path.equals("/dev/urandom")
                || path.equals("/dev/random")) {
            return;
        }
        Place place = Place.of(path, environment.cwd());
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), invoker.reach()));
        if (access.changes()) {
            Devices.tag(place, invoker.reach()).ifPresent(invoker.walker().gathering()::add);
        }
    }

    /** A recipe on standard input, or a shell chosen on the command line. */
    private String make() {
        boolean recipeFromInput = reading.usage().values("file").contains("-");
        if (recipeFromInput && invoker.in().given()) {
            invoker.in()
                    .text()
                    .lines()
                    .filter(line -> line.startsWith("\t"))
                    .forEach(line -> shellText(line.strip(), "make -f -"));
        }
        for (String word : reading.operands()) {
            if (word.startsWith("SHELL=")) {
                shellText(word.substring("SHELL=".length()), "make SHELL=");
            }
        }
        return Flow.UNKNOWN;
    }

    /**
     * {@code sed} can run and write: the commands {@code e}, {@code w} and {@code W}, and the flags
     * of {@code s}.
     */
    private String sed() {
        List<String> scripts = new ArrayList<>(reading.usage().values("expression"));
        if (scripts.isEmpty() && !reading.operands().isEmpty()) {
            scripts.add(reading.operands().getFirst());
        }
        for (String text : scripts) {
            if (SedScript.reachesOut(text)) {
                invoker.walker().opaque(Opacity.CODE, "sed " + text, invoker.reach());
            }
        }
        return Flow.UNKNOWN;
    }

    private String trap() {
        if (arguments.size() > 1
                && !arguments.getFirst().equals("-")
                && !arguments.getFirst().isEmpty()) {
            shellText(arguments.getFirst(), "trap");
        }
        return "";
    }

    private String watch() {
        shellText(String.join(" ", wrapped()), program);
        return Flow.UNKNOWN;
    }

    /** A terminal multiplexer runs its last words as a command; which ones depends on much. */
    private String multiplexer() {
        for (String word : arguments) {
            if (word.indexOf(' ') > 0) {
                shellText(word, program);
            }
        }
        int first = 0;
        while (first < arguments.size() && !Programs.isKnown(arguments.get(first))) {
            first++;
        }
        if (first < arguments.size()) {
            invoker.reached(Reach.How.POSSIBLE, program)
                    .invoke(arguments.subList(first, arguments.size()));
        }
        return Flow.UNKNOWN;
    }

    /** Lines of a schedule, or commands for later, from standard input. */
    private String scheduler() {
        if (invoker.in().given() && Wild.isLiteral(invoker.in().text())) {
            for (String line : invoker.in().text().lines().toList()) {
                String[] fields = line.trim().split("\\s+", 6);
                boolean schedule = program.equals("crontab") && fields.length == 6;
                shellText(schedule ? fields[5] : line, program);
            }
        } else if (invoker.in().given()) {
            invoker.walker().opaque(Opacity.SHELL_TEXT, program, invoker.reach());
        }
        return "";
    }

    private String foreign() {
        invoker.walker().opaque(Opacity.SHELL, program, invoker.reach());
        return Flow.UNKNOWN;
    }
}
