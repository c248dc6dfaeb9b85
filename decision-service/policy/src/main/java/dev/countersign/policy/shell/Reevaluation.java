package dev.countersign.policy.shell;

import dev.countersign.policy.action.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Text that came from a value and is evaluated once more: as a number, as the name of a variable,
 * as a prompt. Substitutions in it run; names in it stand for their values, which are evaluated in
 * turn.
 */
final class Reevaluation {
    private static final Set<String> NUMBERS = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");
    private static final Set<String> NAMES = Set.of("-v", "-R");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;
    private final Set<String> seen = new HashSet<>();

    Reevaluation(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach.via(Reach.How.SUBSTITUTION, "evaluated again");
    }

    /** {@code name[…$(…)…]}: builtins that take names or numbers run what is inside. */
    static boolean isSubscripted(String word) {
        int open = word.indexOf('[');
        return open > 0
                && Lexer.isName(word.substring(0, open))
                && (word.indexOf("$(", open) > 0 || word.indexOf('`', open) > 0);
    }

    /** The words of a test that are taken for numbers or names. */
    static List<String> evaluated(List<String> words) {
        var found = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            boolean afterOperator =
                    i > 0
                            && (NUMBERS.contains(words.get(i - 1))
                                    || NAMES.contains(words.get(i - 1)));
            boolean beforeOperator = i + 1 < words.size() && NUMBERS.contains(words.get(i + 1));
            if (afterOperator || beforeOperator || isSubscripted(words.get(i))) {
                found.add(words.get(i));
            }
        }
        return found;
    }

    void of(String text) {
        walker.deeper(
                () -> {
                    if (text.contains("$(") || text.contains("`") || text.contains("${")) {
                        new Expander(walker, environment, reach).single(walker.expandable(text));
                    }
                    names(text);
                    return "";
                });
    }

    private void names(String text) {
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (i < text.length()
                    && (Lexer.isNameStart(text.charAt(i))
                            || i > start && Character.isDigit(text.charAt(i)))) {
                i++;
            }
            if (i > start) {
                name(text.substring(start, i), text);
            } else {
                i++;
            }
        }
    }

    private void name(String name, String text) {
        if (seen.add(name)) {
            environment
                    .value(name)
                    .filter(values -> values.size() == 1 && !values.getFirst().equals(text))
                    .ifPresent(values -> of(values.getFirst()));
        }
    }
}
