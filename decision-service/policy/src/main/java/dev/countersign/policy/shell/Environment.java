package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a running shell would know at one place of the text: variables, folder, functions, files
 * written so far.
 */
final class Environment {
    private static final String TAME = String.valueOf(Wild.TAME);

    private final Map<String, List<String>> variables;
    private final Map<String, Command> functions;
    private final Map<String, String> written;
    private final Map<String, String> programs;
    private final Set<String> assigned = new HashSet<>();
    private List<String> positional;
    private String cwd;
    private String before;
    private boolean shadowed;
    private int conditional;
    private int calls;

    private Environment(
            Map<String, List<String>> variables,
            Map<String, Command> functions,
            Map<String, String> written,
            Map<String, String> programs,
            List<String> positional,
            String cwd,
            String before) {
        this.variables = new HashMap<>(variables);
        this.functions = new HashMap<>(functions);
        // Files outlive a subshell, so these two are shared.
        this.written = written;
        this.programs = programs;
        this.positional = positional;
        this.cwd = cwd;
        this.before = before;
    }

    static Environment at(String cwd) {
        var start =
                new Environment(
                        Map.of(), Map.of(), new HashMap<>(), new HashMap<>(), List.of(), cwd, "");
        start.variables.put("HOME", List.of(Place.home(cwd).orElse("~")));
        // Where the hook client's key lies, if nobody chose another place.
        start.variables.put("COUNTERSIGN_TOKEN_FILE", List.of("~/.config/countersign/key"));
        start.variables.put("IFS", List.of(" \t\n"));
        return start;
    }

    /** A copy whose changes stay its own: a subshell. */
    Environment inner() {
        var copy =
                new Environment(variables, functions, written, programs, positional, cwd, before);
        copy.assigned.addAll(assigned);
        copy.shadowed = shadowed;
        copy.conditional = conditional;
        copy.calls = calls;
        return copy;
    }

    Environment withPositional(List<String> words) {
        var copy = inner();
        copy.positional = words;
        return copy;
    }

    Optional<List<String>> value(String name) {
        return switch (name) {
            case "PWD" -> Optional.of(List.of(cwd.isEmpty() ? Flow.UNKNOWN : cwd));
            case "OLDPWD" -> Optional.of(List.of(before.isEmpty() ? TAME : before));
            case "@", "*" -> Optional.of(positional);
            case "#", "?", "$", "!", "-" -> Optional.of(List.of(TAME));
            case "0" -> Optional.of(List.of(positional.isEmpty() ? "bash" : TAME));
            default -> isNumber(name) ? position(name) : Optional.ofNullable(variables.get(name));
        };
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() < 6 && name.chars().allMatch(Character::isDigit);
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

    /** Where it is open which of two assignments happens, the value is unknown afterwards. */
    void assign(String name, List<String> value) {
        List<String> old = variables.get(name);
        boolean open = conditional > 0 && old != null && !old.equals(value);
        variables.put(name, open ? List.of(Flow.UNKNOWN) : List.copyOf(value));
        assigned.add(name);
        if (name.equals("PATH")) {
            shadowed = true;
        }
    }

    /** Everything that the text has given a value so far. */
    Map<String, List<String>> assigned() {
        if (assigned.isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<>(variables);
        values.keySet().retainAll(assigned);
        return Map.copyOf(values);
    }

    void unset(String name) {
        variables.remove(name);
    }

    void enterConditional() {
        conditional++;
    }

    void leaveConditional() {
        conditional--;
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
        written.merge(path, text, (old, more) -> append ? old + more : more);
    }

    Optional<String> textOf(String path) {
        return Optional.ofNullable(written.get(path));
    }

    void copied(String from, String to) {
        String text = written.get(from);
        if (text != null) {
            written.put(to, text);
        }
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
