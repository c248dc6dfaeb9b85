package dev.countersign.policy.match;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Texts, in lower case, of which every match of an expression holds one, whatever its letter case.
 * What it does not know makes it answer that nothing is needed.
 *
 * <p>Works on an expression that the engine has accepted.
 */
final class NeededWords {
    private static final int SHORTEST = 2;
    private static final int MOST = 40;

    private final String regex;
    private int at;

    private NeededWords(String regex) {
        this.regex = regex;
    }

    /** Empty when a match may be without any such text. */
    static Set<String> of(String regex) {
        if (regex.contains("\\Q") || regex.contains("(?x") || regex.contains("(?P")) {
            return Set.of();
        }
        var reading = new NeededWords(regex);
        Optional<Set<String>> words = reading.alternatives();
        return reading.at == regex.length() ? words.orElse(Set.of()) : Set.of();
    }

    private Optional<Set<String>> alternatives() {
        Optional<Set<String>> all = sequence();
        while (peek() == '|') {
            at++;
            Optional<Set<String>> other = sequence();
            all = all.flatMap(one -> other.flatMap(two -> both(one, two)));
        }
        return all;
    }

    private static Optional<Set<String>> both(Set<String> one, Set<String> two) {
        var both = new LinkedHashSet<>(one);
        both.addAll(two);
        return both.size() > MOST ? Optional.empty() : Optional.of(both);
    }

    /**
     * One part of a sequence.
     *
     * @param text what it is, where that is one text
     * @param words what it needs, where it is a group
     */
    private record Part(String text, Optional<Set<String>> words) {
        static final Part UNKNOWN = new Part("", Optional.empty());
        static final Part ZERO_WIDTH = new Part("", Optional.empty());

        static Part character(char c) {
            return new Part(String.valueOf(c), Optional.empty());
        }
    }

    private enum Times {
        ONCE,
        SOME,
        PERHAPS
    }

    /** The best of what its parts need: the longest, for it is the rarest. */
    private Optional<Set<String>> sequence() {
        Optional<Set<String>> best = Optional.empty();
        var run = new StringBuilder();
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            Part part = part();
            if (part == Part.ZERO_WIDTH) {
                continue;
            }
            Times times = times();
            if (times != Times.PERHAPS) {
                run.append(part.text());
                best = better(best, part.words());
            }
            if (part.text().isEmpty() || times != Times.ONCE) {
                best = better(best, word(run));
                run.setLength(0);
            }
        }
        return better(best, word(run));
    }

    private Part part() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> new Part("", group());
            case '[' -> {
                skipClass();
                yield Part.UNKNOWN;
            }
            case '\\' -> escaped();
            case '.' -> Part.UNKNOWN;
            case '^', '$' -> Part.ZERO_WIDTH;
            default -> Part.character(c);
        };
    }

    private static Optional<Set<String>> word(StringBuilder run) {
        return run.length() < SHORTEST
                ? Optional.empty()
                : Optional.of(Set.of(run.toString().toLowerCase(Locale.ROOT)));
    }

    private static Optional<Set<String>> better(
            Optional<Set<String>> one, Optional<Set<String>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return shortest(other.get()) > shortest(one.get()) ? other : one;
    }

    private static int shortest(Set<String> words) {
        return words.stream().mapToInt(String::length).min().orElse(0);
    }

    private Optional<Set<String>> group() {
        if (peek() == '?') {
            while (peek() != ':' && peek() != ')') {
                at++;
            }
            if (peek() == ')') {
                at++;
                return Optional.empty();
            }
            at++;
        }
        Optional<Set<String>> inner = alternatives();
        at++;
        return inner;
    }

    /** Past a class in brackets. */
    private void skipClass() {
        if (peek() == '^') {
            at++;
        }
        for (boolean first = true; at < regex.length(); first = false) {
            char c = regex.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '[' && peek() == ':') {
                at = regex.indexOf(":]", at) + 2;
            } else if (c == ']' && !first) {
                return;
            }
        }
    }

    private Part escaped() {
        char c = regex.charAt(at++);
        if ("bBAz".indexOf(c) >= 0) {
            return Part.ZERO_WIDTH;
        }
        if (c == 'x' || c == 'p' || c == 'P') {
            at = peek() == '{' ? regex.indexOf('}', at) + 1 : at + (c == 'x' ? 2 : 1);
        }
        return Character.isLetterOrDigit(c) ? Part.UNKNOWN : Part.character(c);
    }

    private Times times() {
        Times times = Times.ONCE;
        while (at < regex.length() && isRepetition()) {
            char c = regex.charAt(at++);
            boolean perhaps = c == '?' || c == '*' || c == '{' && peek() == '0';
            times = perhaps || times == Times.PERHAPS ? Times.PERHAPS : Times.SOME;
            if (c == '{') {
                at = regex.indexOf('}', at) + 1;
            }
        }
        return times;
    }

    private boolean isRepetition() {
        return switch (peek()) {
            case '?', '*', '+' -> true;
            case '{' -> at + 1 < regex.length() && Character.isDigit(regex.charAt(at + 1));
            default -> false;
        };
    }

    private char peek() {
        return at < regex.length() ? regex.charAt(at) : '\0';
    }
}
