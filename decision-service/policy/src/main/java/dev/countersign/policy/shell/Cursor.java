package dev.countersign.policy.shell;

/** A place in a text that moves forward. Past the end there is {@link #END}. */
final class Cursor {
    static final char END = '\0';

    private final String text;
    private final Budget budget;
    private int at;

    Cursor(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    int at() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char next() {
        budget.step();
        return at < text.length() ? text.charAt(at++) : END;
    }

    boolean startsWith(String start) {
        return text.startsWith(start, at);
    }

    /** Moves past the text when it stands here. */
    boolean take(String expected) {
        if (!startsWith(expected)) {
            return false;
        }
        budget.steps(expected.length());
        at += expected.length();
        return true;
    }

    /** The rest of the line without its end; moves past both. */
    String line() {
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        budget.steps(stop - at + 1L);
        String line = text.substring(at, stop);
        at = end < 0 ? stop : end + 1;
        return line;
    }

    String since(int start) {
        return text.substring(start, at);
    }
}
