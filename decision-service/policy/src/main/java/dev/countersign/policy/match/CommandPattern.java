package dev.countersign.policy.match;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command of a policy: a program, options by meaning, and the first operands. {@code rm -rf}
 * speaks of every invocation of {@code rm} that is recursive and forced, however it is spelled;
 * {@code npm run *} of every {@code npm run}.
 */
public final class CommandPattern {
    private final String source;
    private final NamePattern program;
    private final Map<String, List<NamePattern>> options = new HashMap<>();
    private final List<NamePattern> operands = new ArrayList<>();

    /**
     * @throws IllegalArgumentException with a sentence for the author, when the text is no command
     */
    public CommandPattern(String source) {
        this.source = source;
        List<String> words = new ArrayList<>(Arrays.asList(source.trim().split("\\s+")));
        if (words.getFirst().isEmpty()) {
            throw new IllegalArgumentException("an empty command matches nothing");
        }
        if (source.chars().anyMatch(character -> "|;&<>()`".indexOf(character) >= 0)) {
            throw new IllegalArgumentException(
                    "\""
                            + source
                            + "\" is more than one invocation; write a rule for each program");
        }
        this.program = new NamePattern(words.removeFirst());
        while (!words.isEmpty() && words.getLast().equals("*")) {
            words.removeLast();
        }
        Usage usage = Programs.read(program.source(), words).usage();
        usage.options()
                .forEach(
                        (meaning, values) ->
                                options.put(
                                        meaning, values.stream().map(NamePattern::new).toList()));
        usage.operands().forEach(word -> operands.add(new NamePattern(word)));
    }

    public String source() {
        return source;
    }

    public NamePattern program() {
        return program;
    }

    /**
     * A command that both speak of. Options can always be given together, so programs and operands
     * decide.
     */
    public Optional<String> shared(CommandPattern other) {
        Optional<String> name = program.shared(other.program);
        int both = Math.min(operands.size(), other.operands.size());
        var words = new ArrayList<String>();
        for (int i = 0; i < both && name.isPresent(); i++) {
            Optional<String> word = operands.get(i).shared(other.operands.get(i));
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        return name.map(known -> String.join(" ", line(known, words, other)));
    }

    private List<String> line(String name, List<String> words, CommandPattern other) {
        var line = new ArrayList<String>(List.of(name));
        line.addAll(optionWords());
        other.optionWords().stream().filter(word -> !line.contains(word)).forEach(line::add);
        line.addAll(words);
        CommandPattern longer = operands.size() > words.size() ? this : other;
        longer.operands.subList(words.size(), longer.operands.size()).stream()
                .map(NamePattern::source)
                .map(CommandPattern::someWord)
                .forEach(line::add);
        return line;
    }

    private List<String> optionWords() {
        List<String> named = operands.stream().map(NamePattern::source).toList();
        return Arrays.stream(source.trim().split("\\s+"))
                .skip(1)
                .filter(word -> !named.contains(word) && !word.equals("*"))
                .map(CommandPattern::someWord)
                .toList();
    }

    private static String someWord(String pattern) {
        String word = pattern.replaceAll("\\*+", "a");
        return word.isEmpty() ? "a" : word;
    }

    /**
     * Whether every command that the other one speaks of is spoken of.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    public boolean covers(CommandPattern other) {
        if (!program.covers(other.program) || operands.size() > other.operands.size()) {
            return false;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).covers(other.operands.get(i))) {
                return false;
            }
        }
        return options.entrySet().stream().allMatch(wanted -> isGivenBy(wanted, other));
    }

    private static boolean isGivenBy(
            Map.Entry<String, List<NamePattern>> wanted, CommandPattern other) {
        List<NamePattern> given = other.options.get(wanted.getKey());
        return given != null
                && wanted.getValue().stream()
                        .allMatch(value -> given.stream().anyMatch(value::covers));
    }

    /** What must be given of each option, by the option's meaning. */
    public Map<String, List<NamePattern>> options() {
        return Collections.unmodifiableMap(options);
    }

    /** The first operands, in order. */
    public List<NamePattern> operands() {
        return Collections.unmodifiableList(operands);
    }

    /** The file that a program with a folder means. */
    public String file() {
        return stripHere(program.source());
    }

    /** The reading for what restricts: an unknown word may be what is missing. */
    public boolean couldMatch(Fact.Invocation invocation) {
        Usage usage = invocation.usage();
        return (program.couldMatch(invocation.program()) || sameFile(invocation))
                && optionsCouldMatch(usage)
                && operandsCouldMatch(usage);
    }

    /** The reading for what allows: everything is known, and the name means the usual program. */
    public boolean surelyMatches(Fact.Invocation invocation) {
        Usage usage = invocation.usage();
        return programIsMeant(invocation)
                && !usage.uncertain()
                && optionsMatch(usage)
                && operandsMatch(usage);
    }

    private boolean programIsMeant(Fact.Invocation invocation) {
        return program.source().contains("/")
                ? sameFile(invocation)
                : invocation.trusted() && program.surelyMatches(invocation.program());
    }

    /** A pattern with a folder, such as {@code ./gradlew}, means the file as it is written. */
    private boolean sameFile(Fact.Invocation invocation) {
        return program.source().contains("/")
                && Wild.isLiteral(invocation.written())
                && stripHere(program.source()).equals(stripHere(invocation.written()));
    }

    private static String stripHere(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    private boolean optionsCouldMatch(Usage usage) {
        return usage.uncertain() || optionsMatch(usage);
    }

    private boolean optionsMatch(Usage usage) {
        return options.entrySet().stream()
                .allMatch(
                        wanted ->
                                usage.has(wanted.getKey())
                                        && valuesMatch(
                                                wanted.getValue(), usage.values(wanted.getKey())));
    }

    private static boolean valuesMatch(List<NamePattern> wanted, List<String> given) {
        return wanted.stream().allMatch(one -> given.stream().anyMatch(one::couldMatch));
    }

    private boolean operandsCouldMatch(Usage usage) {
        List<String> given = usage.operands();
        for (int i = 0; i < operands.size(); i++) {
            if (i >= given.size()) {
                return usage.uncertain();
            }
            if (!operands.get(i).couldMatch(given.get(i))) {
                // An unknown word before may have been several, or none.
                return given.subList(0, i + 1).stream().anyMatch(Wild::isWhollyUnknown);
            }
        }
        return true;
    }

    private boolean operandsMatch(Usage usage) {
        List<String> given = usage.operands();
        if (operands.size() > given.size()) {
            return false;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).surelyMatches(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return source;
    }
}
