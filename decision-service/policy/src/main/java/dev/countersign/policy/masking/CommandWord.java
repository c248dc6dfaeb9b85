package dev.countersign.policy.masking;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.secret.Span;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One word of a command after quotes, in which every character knows where it stands in the text.
 * What is only known when it runs is {@link Wild#ANYTHING} and stands nowhere.
 */
final class CommandWord {

    private static final int NOWHERE = -1;

    private final StringBuilder text = new StringBuilder();
    private int[] places = new int[16];
    private @Nullable String read;
    private @Nullable Set<String> variables;

    /** A word that stands in the text as it is. */
    static CommandWord of(String word, int at) {
        var made = new CommandWord();
        for (int i = 0; i < word.length(); i++) {
            made.add(word.charAt(i), at + i);
        }
        return made;
    }

    void add(char character, int place) {
        if (text.length() == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[text.length()] = place;
        read = null;
        text.append(character);
    }

    void addUnknown() {
        add(Wild.ANYTHING, NOWHERE);
    }

    /** The value of a variable. */
    void addVariable(String name) {
        addUnknown();
        if (variables == null) {
            variables = new LinkedHashSet<>();
        }
        variables.add(name);
    }

    String text() {
        if (read == null) {
            read = text.toString();
        }
        return read;
    }

    int length() {
        return text.length();
    }

    boolean endsWith(char character) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == character;
    }

    int place(int index) {
        return places[index];
    }

    /** The variables in it: what they hold becomes a part of the word. */
    Set<String> variables() {
        return variables == null ? Set.of() : variables;
    }

    /**
     * Reports where these characters stand. Quotes between them are left out, so that they stay in
     * pairs; a backslash between them is not.
     *
     * @param original the text in which the characters stand
     */
    void report(int from, int to, String original, List<Span> found) {
        int start = NOWHERE;
        int end = NOWHERE;
        for (int i = from; i < to; i++) {
            int place = places[i];
            if (start >= 0 && !follows(place, end, original)) {
                found.add(Span.placed(start, end));
                start = NOWHERE;
                if (isPunctuation(i, to)) {
                    return;
                }
            }
            if (place >= 0) {
                start = start < 0 ? place : start;
                end = place + 1;
            }
        }
        if (start >= 0) {
            found.add(Span.placed(start, end));
        }
    }

    /** {@code "mysql", "-pPW"]}: what follows the quotes belongs to the text around. */
    private boolean isPunctuation(int from, int to) {
        for (int i = from; i < to; i++) {
            if (",;:)]}".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(int place, int end, String original) {
        return place == end || place == end + 1 && original.charAt(end) == '\\';
    }
}
