package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;

/** Builds the fields that one word expands to. */
final class Fields {
    private final Budget budget;
    private final boolean splitting;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean started;

    /**
     * @param splitting whether unquoted values are split and may be file name patterns
     */
    Fields(Budget budget, boolean splitting) {
        this.budget = budget;
        this.splitting = splitting;
    }

    /** Text that stays in one piece. */
    void append(String text) {
        started = true;
        budget.steps(text.length());
        current.append(text);
    }

    /** Unquoted text of the command itself: its stars are patterns. */
    void appendPattern(String text) {
        append(splitting ? asPattern(text) : text);
    }

    /** An unquoted value: split at blanks, its stars are patterns. */
    void appendValue(String value) {
        if (!splitting) {
            append(value);
            return;
        }
        budget.steps(value.length());
        int start = -1;
        for (int i = 0; i < value.length(); i++) {
            boolean blank = " \t\n".indexOf(value.charAt(i)) >= 0;
            if (blank && start >= 0) {
                append(asPattern(value.substring(start, i)));
                start = -1;
            }
            if (blank && (started || current.length() > 0)) {
                close();
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            append(asPattern(value.substring(start)));
        }
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
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int skip = character == '[' ? classEnd(text, i) - i : 0;
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

    private static int classEnd(String text, int open) {
        int from = open + 2;
        int named = text.indexOf("[:", open + 1);
        if (named == open + 1 || named == open + 2) {
            int end = text.indexOf(":]", named);
            from = end < 0 ? from : end + 2;
        }
        int close = text.indexOf(']', Math.min(from, text.length()));
        return close < 0 || text.substring(open, close).indexOf('/') >= 0 ? -1 : close;
    }
}
