package dev.countersign.approval.api.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One pattern without braces, read as the policy language reads what allows: {@code *}, {@code **},
 * {@code ?}, classes and backslashes, exact in letter case. It is walked once over the text.
 */
final class Glob {

    /** From the places that were reached before it to those that are reached after it. */
    private interface Step {
        boolean[] from(boolean[] reached, String text);
    }

    private final List<Step> steps = new ArrayList<>();

    private Glob(String source, boolean segments) {
        int i = 0;
        while (i < source.length()) {
            i =
                    switch (source.charAt(i)) {
                        case '*' -> stars(source, i, segments);
                        case '?' -> step(one(character -> character != '/'), i + 1);
                        case '[' -> characterClass(source, i);
                        case '\\' -> escaped(source, i + 1);
                        default -> literal(source.charAt(i), i + 1);
                    };
        }
    }

    /** A pattern for files: {@code *} stays within a segment, {@code **} does not. */
    static Glob ofPath(String source) {
        return new Glob(source, true);
    }

    /** A pattern for words: {@code *} is any text. */
    static Glob ofWord(String source) {
        return new Glob(source, false);
    }

    boolean matches(String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (Step step : steps) {
            reached = step.from(reached, text);
        }
        return reached[text.length()];
    }

    private int step(Step step, int next) {
        steps.add(step);
        return next;
    }

    private int literal(char character, int next) {
        return step(one(other -> other == character), next);
    }

    private int escaped(String source, int at) {
        return at < source.length() ? literal(source.charAt(at), at + 1) : literal('\\', at);
    }

    private int stars(String source, int start, boolean segments) {
        int end = start;
        while (end < source.length() && source.charAt(end) == '*') {
            end++;
        }
        boolean alone =
                end - start > 1
                        && (start == 0 || source.charAt(start - 1) == '/')
                        && (end == source.length() || source.charAt(end) == '/');
        if (!segments || alone && end == source.length()) {
            return step(many(character -> true), end);
        }
        return alone ? step(folders(), end + 1) : step(many(character -> character != '/'), end);
    }

    private int characterClass(String source, int open) {
        boolean negated = open + 1 < source.length() && "!^".indexOf(source.charAt(open + 1)) >= 0;
        int start = open + (negated ? 2 : 1);
        int close = source.indexOf(']', start + 1);
        if (close < 0) {
            return literal('[', open + 1);
        }
        String members = source.substring(start, close);
        return step(
                one(character -> character != '/' && isMember(members, character) != negated),
                close + 1);
    }

    private static boolean isMember(String members, int character) {
        for (int i = 0; i < members.length(); i++) {
            boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
            int last = range ? members.charAt(i + 2) : members.charAt(i);
            if (character >= members.charAt(i) && character <= last) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    private static Step one(IntPredicate fits) {
        return (reached, text) -> {
            boolean[] next = new boolean[reached.length];
            for (int i = 0; i < text.length(); i++) {
                next[i + 1] = reached[i] && fits.test(text.charAt(i));
            }
            return next;
        };
    }

    private static Step many(IntPredicate fits) {
        return (reached, text) -> {
            boolean[] next = reached.clone();
            for (int i = 0; i < text.length(); i++) {
                next[i + 1] |= next[i] && fits.test(text.charAt(i));
            }
            return next;
        };
    }

    /** No folder, or any number of them with the slash after the last. */
    private static Step folders() {
        return (reached, text) -> {
            boolean[] next = reached.clone();
            boolean before = false;
            for (int i = 0; i < text.length(); i++) {
                before |= reached[i];
                next[i + 1] |= before && text.charAt(i) == '/';
            }
            return next;
        };
    }
}
