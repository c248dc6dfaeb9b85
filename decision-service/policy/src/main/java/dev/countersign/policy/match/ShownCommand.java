package dev.countersign.policy.match;

import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Usage;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command that people were shown and agreed to. Unlike a {@link CommandPattern}, which speaks of
 * everything that begins like it, this is that command and no more: no further option, no further
 * operand, nothing assigned for it. A star stands for the rest of one plain word; a star as the
 * last word for any more words.
 */
public final class ShownCommand {
    private final boolean open;
    private final String program;
    private final List<ShownWord> words;
    private final Map<String, List<ShownWord>> options = new HashMap<>();
    private final List<ShownWord> operands;

    /**
     * @throws IllegalArgumentException with a sentence for the author, when the text is no command
     */
    public ShownCommand(String source) {
        List<String> given =
                new ArrayList<>(
                        Arrays.asList(new CommandPattern(source).source().strip().split("\\s+")));
        this.open = given.size() > 1 && given.getLast().equals("*");
        while (given.size() > 1 && given.getLast().equals("*")) {
            given.removeLast();
        }
        this.program = given.removeFirst();
        this.words = shown(given);
        Usage usage = Programs.read(program, given).usage();
        usage.options().forEach((meaning, values) -> options.put(meaning, shown(values)));
        this.operands = shown(usage.operands());
    }

    private static List<ShownWord> shown(List<String> words) {
        return words.stream().map(ShownWord::new).toList();
    }

    /** Whether this invocation is the one that was shown. */
    public boolean names(Fact.Invocation invocation) {
        return isProgram(invocation)
                && invocation.setting().variables().isEmpty()
                && invocation.arguments().stream().noneMatch(one -> Wild.hasUnknown(one.text()))
                && (wordsMatch(invocation.arguments()) || meaningMatches(invocation));
    }

    /** Whether any more words may follow. */
    public boolean isOpen() {
        return open;
    }

    /** The name is the usual program's, spelled as usual; or it is the very file that was shown. */
    private boolean isProgram(Fact.Invocation invocation) {
        if (!ShownWord.isLiteral(program)) {
            return false;
        }
        String written = invocation.written();
        return program.contains("/")
                ? written.equals(program)
                : invocation.trusted()
                        && written.substring(written.lastIndexOf('/') + 1).equals(program);
    }

    private boolean wordsMatch(List<Argument> given) {
        return match(words, given.stream().map(Argument::text).toList());
    }

    private boolean match(List<ShownWord> shown, List<String> given) {
        if (given.size() < shown.size() || !open && given.size() > shown.size()) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).matches(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Options in another order or spelling; only a table can tell that they mean the same. */
    private boolean meaningMatches(Fact.Invocation invocation) {
        Usage usage = invocation.usage();
        return Programs.isKnown(invocation.program())
                && optionsMatch(usage)
                && match(operands, usage.operands());
    }

    private boolean optionsMatch(Usage usage) {
        Set<String> given = usage.options().keySet();
        return given.containsAll(options.keySet())
                && (open || options.keySet().containsAll(given))
                && options.entrySet().stream()
                        .allMatch(one -> sameValues(one.getValue(), usage.values(one.getKey())));
    }

    private static boolean sameValues(List<ShownWord> shown, List<String> given) {
        if (shown.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).matches(given.get(i))) {
                return false;
            }
        }
        return true;
    }
}
