package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the fields that one word expands to. */
final class Fields {
    private final Budget budget;
    private final Optional<String> separators;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean started;
    private boolean afterBlank;

    /**
     * @param separators the characters at which unquoted values are split; empty when they stay
     *     whole and are no file name patterns
     */
    Fields(Budget budget, Optional<String> separators) {
        this.budget = budget;
        this.separators = separators;
    }

    /** Text that stays in one piece. */
    void append(String text) {
        started = true;
        budget.steps(text.length());
        current.append(text);
    }

    /** Unquoted text of the command itself: its stars are patterns. */
    void appendPattern(String text) {
        append(separators.isPresent() ? asPattern(text) : text);
    }

    /** An unquoted value: split at the separators, its stars are patterns. */
    void appendValue(String value) {
        if (separators.isEmpty()) {
            append(value);
            return;
        }
        budget.steps(value.length());
        int start = -1;
        for (int i = 0; i < value.length(); i++) {
            boolean separates = separators.get().indexOf(value.charAt(i)) >= 0;
            if (separates && start >= 0) {
                append(asPattern(value.substring(start, i)));
                start = -1;
            }
            if (separates) {
                separate(value.charAt(i));
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            append(asPattern(value.substring(start)));
        }
    }

    /** Blanks end a field that has begun; any other separator also stands for an empty one. */
    private void separate(char separator) {
        if (!started && " \t\n".indexOf(separator) < 0 && !afterBlank) {
            append("");
        }
        boolean blank = " \t\n".indexOf(separator) >= 0;
        afterBlank = blank && started;
        close();
    }

    /** Ends the current field, if there is one. */
    void close() {
        if (started) {
            budget.field();
            done.add(current.toString());
        }
        current.setLength(0);
        started = false;
    }

    List<String> all() {
        close();
        return done;
    }

    private static String asPattern(String text) {
        StringBuilder marked = null;
        var classes = new CharacterClasses(text);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int skip = character == '[' ? classes.endOf(i) - i : 0;
            if (character == '*' || character == '?' || skip > 0) {
                if (marked == null) {
                    marked = new StringBuilder(text.substring(0, i));
                }
                marked.append(character == '*' ? Wild.STAR : Wild.ONE);
                i += Math.max(skip, 0);
            } else if (marked != null) {
                marked.append(character);
            }
        }
        return marked == null ? text : marked.toString();
    }
}
