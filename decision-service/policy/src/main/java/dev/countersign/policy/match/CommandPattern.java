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
