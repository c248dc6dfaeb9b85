package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.history.FileMemory;
import dev.countersign.policy.history.History;
import dev.countersign.policy.shell.Bindings.Mark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a running shell would know at one place of the text: variables, folder, functions, files
 * written so far.
 */
final class Environment {
    private static final String TAME = String.valueOf(Wild.TAME);
    private static final String ARGUMENT = Flow.UNKNOWN + Flow.UNKNOWN;

    private static final Map<Mark, Set<String>> FROM_THE_START =
            Map.of(
                    Mark.EXPORTED,
                    Set.of("PATH", "HOME", "TMPDIR"),
                    Mark.INTEGER,
                    Set.of("OPTIND", "RANDOM", "HISTCMD", "SECONDS"));

    private final Bindings variables;
    private final Map<String, Command> functions;
    private final WrittenTexts written;
    private final Map<String, String> programs;
    private List<String> positional;
    private String cwd;
    private String before;
    private final String root;
    private final Set<String> fetched;
    private boolean defining;
    private List<String> self = List.of();
    private Flow input = Flow.NONE;
    private boolean shadowed;
    private boolean keptFromOutput;
    private boolean searched;
    private int repeated;
    private boolean dotglob;
    private boolean exportsAll;
    private int calls;
    private int doubtful;

    private Environment(
            Bindings variables,
            Map<String, Command> functions,
            WrittenTexts written,
            Map<String, String> programs,
            Set<String> fetched,
            List<String> positional,
            String root,
            String cwd,
            String before) {
        this.root = root;
        this.variables = variables;
        this.functions = functions.isEmpty() ? new HashMap<>(0) : new HashMap<>(functions);
        // Files outlive a subshell, so these three are shared.
        this.written = written;
        this.programs = programs;
        this.fetched = fetched;
        this.positional = positional;
        this.cwd = cwd;
        this.before = before;
    }

    /** On a machine of which nothing is known. */
    static Environment elsewhere() {
        return at("", new FileMemory(History.NONE));
    }

    static Environment at(String cwd, FileMemory memory) {
        return new Environment(
                new Bindings(usual(Place.home(cwd).orElse("~")), FROM_THE_START),
                Map.of(),
                new WrittenTexts(memory),
                new HashMap<>(),
                new HashSet<>(),
                List.of(),
                cwd,
                cwd,
                "");
    }

    private static Map<String, List<String>> usual(String home) {
        return Map.of(
                "HOME", List.of(home),
                // Where the hook client's key lies, if nobody chose another place.
                "COUNTERSIGN_TOKEN_FILE", List.of("~/.config/countersign/key"),
                "IFS", List.of(" \t\n"),
                "TMPDIR", List.of("/tmp"),
                "KUBECONFIG", List.of(home + "/.kube/config"));
    }

    /** A copy whose changes stay its own: a subshell. */
    Environment inner() {
        var copy =
                new Environment(
                        variables.copy(),
                        functions,
                        written,
                        programs,
                        fetched,
                        positional,
                        root,
                        cwd,
                        before);
        copy.self = self;
        copy.defining = defining;
        copy.input = input;
        copy.shadowed = shadowed;
        copy.calls = calls;
        copy.doubtful = doubtful;
        copy.keptFromOutput = keptFromOutput;
        copy.repeated = repeated;
        copy.searched = searched;
        copy.dotglob = dotglob;
        copy.exportsAll = exportsAll;
        return copy;
    }

    /** For a part of a pipe whose next part lets nothing through that matters. */
    Environment keepingFromOutput() {
        var copy = inner();
        copy.keptFromOutput = true;
        return copy;
    }

    boolean isKeptFromOutput() {
        return keptFromOutput;
    }

    /** Whether this is inside a body that may run many times. */
    boolean isRepeated() {
        return repeated > 0;
    }

    void beginRepeating() {
        repeated++;
    }

    void endRepeating() {
        repeated--;
    }

    /** For a part of a pipe whose next part looks for credentials in it. */
    Environment searchedForCredentials() {
        var copy = inner();
        copy.searched = true;
        return copy;
    }

    boolean isSearchedForCredentials() {
        return searched;
    }

    /** From now on a star stands for names with a dot at their beginning, too. */
    void matchDots() {
        dotglob = true;
    }

    boolean matchesDots() {
        return dotglob;
    }

    Environment withPositional(List<String> words) {
        var copy = inner();
        copy.positional = words;
        return copy;
    }

    /** For a call of a function. */
    Environment ofCall(List<String> words) {
        var copy = withPositional(words);
        copy.defining = defining && words.contains(ARGUMENT);
        return copy;
    }

    /** For text with arguments of its own: the first word is its name. */
    Environment withArguments(List<String> words) {
        var copy = withPositional(words.isEmpty() ? List.of() : words.subList(1, words.size()));
        copy.self = words.isEmpty() ? List.of() : List.of(words.getFirst());
        return copy;
    }

    /** After a function was called: what it changed and did not declare its own. */
    void adopt(Environment called) {
        variables.adopt(called.variables);
        functions.putAll(called.functions);
        shadowed |= called.shadowed;
        before = called.before;
        cwd = called.cwd;
    }

    Optional<List<String>> value(String written) {
        String name = referred(written);
        return switch (name) {
            case "PWD" -> Optional.of(List.of(cwd.isEmpty() ? Flow.UNKNOWN : cwd));
            case "OLDPWD" -> Optional.of(List.of(before.isEmpty() ? TAME : before));
            case "@", "*" -> Optional.of(positional);
            case "#", "?", "$", "!" -> Optional.of(List.of(Flow.NUMBER));
            case "-" -> Optional.of(List.of(TAME));
            case "0" -> Optional.of(self.isEmpty() ? selfUnnamed() : self);
            case "BASH_SOURCE" -> self.isEmpty() ? variables.value(name) : Optional.of(self);
            default -> isNumber(name) ? position(name) : variables.value(name);
        };
    }

    private List<String> selfUnnamed() {
        return variables
                .value("BASH_ARGV0")
                .orElseGet(() -> List.of(positional.isEmpty() ? "bash" : TAME));
    }

    private static boolean isNumber(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isDigit(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() < 6;
    }

    private Optional<List<String>> position(String number) {
        int index = Integer.parseInt(number) - 1;
        return Optional.of(index < positional.size() ? List.of(positional.get(index)) : List.of());
    }

    List<String> positional() {
        return positional;
    }

    void positional(List<String> words) {
        positional = List.copyOf(words);
    }

    void assign(String name, List<String> value) {
        variables.put(name, value);
        variables.mark(Mark.ASSIGNED, name);
        if (name.equals("PATH")) {
            shadowed = true;
        }
        dotglob |= name.equals("GLOBIGNORE");
    }

    /** From now on programs that are started see the variable. */
    void export(String name) {
        variables.mark(Mark.EXPORTED, name);
    }

    void exportAll() {
        exportsAll = true;
    }

    /**
     * For another shell: it sees a variable that was not exported only if the surroundings had one
     * of that name.
     */
    Environment ofChild() {
        var copy = inner();
        variables.all(Mark.ASSIGNED).stream()
                .filter(name -> !exportsAll && !variables.is(Mark.EXPORTED, name))
                .filter(variables::has)
                .forEach(name -> copy.variables.put(name, List.of(TAME)));
        return copy;
    }

    void unset(String name) {
        variables.remove(name);
    }

    /** Remembers that the variable was given the value of one that holds a credential. */
    void holdsCredential(String name) {
        variables.mark(Mark.CREDENTIAL, name);
    }

    /**
     * Whether the variable comes from the surroundings and its name, or a copy, says credential.
     */
    boolean isCredential(String name) {
        return variables.is(Mark.CREDENTIAL, name)
                || !variables.has(name) && CredentialText.isName(name);
    }

    /** Everything that the text has given a value so far. */
    Map<String, List<String>> assigned() {
        return variables.assigned();
    }

    /** The variable that a name stands for: another one when it was declared a reference. */
    String referred(String name) {
        return variables.referred(name);
    }

    void refer(String name, String target) {
        variables.refer(name, target);
    }

    /** From now on what is assigned to the name is evaluated as a number. */
    void integer(String name) {
        variables.mark(Mark.INTEGER, name);
    }

    boolean isInteger(String name) {
        return variables.is(Mark.INTEGER, name);
    }

    /** For the body of a function when it is defined: its arguments are not known yet. */
    Environment ofDefinition() {
        var copy = withPositional(List.of(ARGUMENT));
        copy.defining = true;
        return copy;
    }

    /** A word that is an argument of a function which is only defined here, not called. */
    boolean isArgumentOfDefinition(String word) {
        return defining && word.equals(ARGUMENT);
    }

    /** A folder whose content comes from elsewhere. */
    void fetched(String folder) {
        fetched.add(folder);
    }

    boolean isFetched(String path) {
        return fetched.stream().anyMatch(folder -> Place.isWithin(path, folder));
    }

    void local(String name) {
        variables.mark(Mark.LOCAL, name);
    }

    /** What stands on the shell's own input. */
    Flow input() {
        return input;
    }

    void input(Flow flow) {
        input = flow;
    }

    /** The folder in which the action began. */
    String root() {
        return root;
    }

    /** Whether any variable has another value than before; none of these is known any more. */
    boolean forgetChangesSince(Environment earlier) {
        List<String> changed = variables.changedSince(earlier.variables);
        changed.forEach(name -> variables.put(name, List.of(Flow.UNKNOWN)));
        return !changed.isEmpty();
    }

    String cwd() {
        return cwd;
    }

    void changeTo(String folder) {
        before = cwd;
        cwd = Wild.hasUnknown(folder) || !folder.startsWith("/") ? "" : folder;
    }

    String before() {
        return before;
    }

    void define(String name, Command body) {
        functions.put(name, body);
    }

    Optional<Command> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    void shadow() {
        shadowed = true;
    }

    boolean isShadowed() {
        return shadowed;
    }

    /** Remembers what a file holds after this part of the text has run. */
    void wrote(String path, String text, boolean append) {
        if (append) {
            written.more(path, text);
        } else if (doubtful > 0) {
            written.perhaps(path, text);
        } else {
            written.now(path, text);
        }
    }

    /** The file has another name, too. */
    void linked(String path) {
        written.linked(path);
    }

    /** What a file holds: by this call, or by an earlier one of the session. */
    Optional<String> textOf(String path) {
        return written.textOf(path);
    }

    /** Whether an earlier call of the session has written it, and this one has not. */
    boolean isOfEarlierCall(String path) {
        return written.isOfEarlierCall(path);
    }

    /** Whether an earlier call wrote it and nobody knows what. */
    boolean isOfUnknownContent(String path) {
        return written.isOfUnknownContent(path);
    }

    /**
     * Runs what may never run, or may run elsewhere: what files held before they may still hold.
     */
    <T> T doubtfully(Supplier<T> part) {
        doubtful++;
        try {
            return part.get();
        } finally {
            doubtful--;
        }
    }

    /** The call is over: what was written stays. */
    void leave() {
        written.leave();
    }

    void renamed(String program, String path) {
        programs.put(path, program);
    }

    Optional<String> programAt(String path) {
        return Optional.ofNullable(programs.get(path));
    }

    boolean enterCall() {
        return ++calls <= 8;
    }
}
