package dev.countersign.policy.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when its counted repetitions are written out, which is
 * what RE2 does before it matches anything. To be asked before compiling: {@code (a{1000}){1000}}
 * is short, and compiling it takes all memory.
 */
public final class ExpressionSize {
    private static final long MOST = 10_000;
    private static final int MOST_DEEP = 50;
    private static final int LONGEST = 4_000;
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String text;
    private final Deque<Long> around = new ArrayDeque<>();
    private long here;
    private long last;

    private ExpressionSize(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException with a sentence for the author, if it is too large
     */
    public static void require(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an expression has at most %,d characters".formatted(LONGEST));
        }
        new ExpressionSize(expression).walk();
    }

    private void walk() {
        for (int i = 0; i < text.length(); i = next(i)) {
            if (here + last > MOST) {
                throw new IllegalArgumentException(
                        "\"%s\" repeats too much: written out it has more than %,d parts"
                                .formatted(brief(), MOST));
            }
            if (around.size() > MOST_DEEP) {
                throw new IllegalArgumentException(
                        "\"%s\" is nested more than %d deep".formatted(brief(), MOST_DEEP));
            }
        }
        if (here + last > MOST) {
            throw new IllegalArgumentException(
                    "\"%s\" repeats too much: written out it has more than %,d parts"
                            .formatted(brief(), MOST));
        }
    }

    /** Reads one part; where the next one begins. */
    private int next(int i) {
        switch (text.charAt(i)) {
            case '\\' -> {
                part(1);
                return i + 2;
            }
            case '[' -> {
                part(1);
                return afterClass(i);
            }
            case '(' -> {
                around.push(here + last);
                here = 0;
                last = 0;
            }
            case ')' -> {
                long inside = here + last + 1;
                here = around.isEmpty() ? 0 : around.pop();
                last = inside;
            }
            case '{' -> {
                return afterCount(i);
            }
            default -> part(1);
        }
        return i + 1;
    }

    private void part(long size) {
        here += last;
        last = size;
    }

    private int afterCount(int i) {
        Matcher counted = COUNTED.matcher(text).region(i, text.length());
        if (!counted.lookingAt()) {
            part(1);
            return i + 1;
        }
        long most = Long.parseLong(counted.group(1));
        if (counted.group(2) != null && !counted.group(2).isEmpty()) {
            most = Math.max(most, Long.parseLong(counted.group(2)));
        }
        last = Math.min(MOST + 1, last * Math.max(1, Math.min(MOST, most)));
        return counted.end();
    }

    /** A bracket that comes first belongs to the class, and so do named classes. */
    private int afterClass(int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            if (text.startsWith("[:", i) && text.indexOf(":]", i) > 0) {
                i = text.indexOf(":]", i) + 2;
            } else {
                i += text.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return i + 1;
    }

    private String brief() {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
