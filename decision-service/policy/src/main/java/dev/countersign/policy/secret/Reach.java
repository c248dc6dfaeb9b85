package dev.countersign.policy.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far from a keyword a match of a rule can lie, derived from the rule's expression. If every
 * match holds one of the keywords and none is longer than some width, only the surroundings of
 * keywords need to be searched; else the whole text.
 *
 * <p>Works on an expression that the engine has accepted. What it does not know makes it answer
 * "the whole text", never less.
 */
final class Reach {

    /** Widest surroundings that are worth cutting out. */
    private static final int WIDEST = 4096;

    private static final int UNLIMITED = 1 << 24;
    private static final int MOST_SPELLINGS = 64;
    private static final int MOST_MEMBERS = 10;

    /**
     * What is known of a part.
     *
     * @param width the most characters that it takes
     * @param spellings everything that it can match, in lower case, or null if that is too much
     * @param sure whether whatever it matches holds a keyword
     */
    private record Part(int width, @Nullable Set<String> spellings, boolean sure) {
        static final Part EMPTY = new Part(0, Set.of(""), false);
        static final Part ANY_CHARACTER = new Part(2, null, false);

        /** Some character that is a single unit of a Java text. */
        static final Part NARROW = new Part(1, null, false);

        static Part character(int c) {
            String one = Character.toString(c).toLowerCase(Locale.ROOT);
            return new Part(Character.charCount(c), Set.of(one), false);
        }
    }

    /** Met something that is not known here. */
    private static final class Unfamiliar extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfamiliar() {
            super("", null, false, false);
        }
    }

    private final String regex;
    private final Collection<String> keywords;
    private int at;

    private Reach(String regex, Collection<String> keywords) {
        this.regex = regex;
        this.keywords = keywords;
    }

    /**
     * The most characters that a match takes, if every match holds a keyword; 0 for "search the
     * whole text".
     */
    static int of(String regex, Collection<String> keywords) {
        try {
            var reach = new Reach(regex, keywords);
            Part all = reach.alternatives();
            boolean known = reach.at == regex.length() && all.width() <= WIDEST;
            return known && reach.isSure(all) ? Math.max(all.width(), 1) : 0;
        } catch (Unfamiliar e) {
            return 0;
        }
    }

    private Part alternatives() {
        Part all = sequence();
        while (peek() == '|') {
            at++;
            Part other = sequence();
            all =
                    new Part(
                            Math.max(all.width(), other.width()),
                            union(all.spellings(), other.spellings()),
                            isSure(all) && isSure(other));
        }
        return all;
    }

    private Part sequence() {
        int width = 0;
        boolean sure = false;
        boolean whole = true;
        @Nullable Set<String> run = Set.of("");
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            Part part = repeated(atom());
            width = Math.min(width + part.width(), UNLIMITED);
            sure |= part.sure();
            @Nullable Set<String> longer = product(run, part.spellings());
            if (longer == null) {
                sure |= allHoldKeyword(run) || allHoldKeyword(part.spellings());
                whole = false;
            }
            run = longer == null ? Set.of("") : longer;
        }
        sure |= allHoldKeyword(run);
        return new Part(width, whole ? run : null, sure);
    }

    private Part repeated(Part once) {
        Part part = once;
        while (at < regex.length()) {
            switch (peek()) {
                case '?' -> part = times(part, 0, 1);
                case '*' -> part = times(part, 0, UNLIMITED);
                case '+' -> part = times(part, 1, UNLIMITED);
                case '{' -> {
                    int end = regex.indexOf('}', at);
                    String range = end < 0 ? "" : regex.substring(at + 1, end);
                    if (!range.matches("[0-9]{1,4}(?:,[0-9]{0,4})?")) {
                        return part;
                    }
                    part = times(part, range);
                    at = end;
                }
                default -> {
                    return part;
                }
            }
            at++;
            if (peek() == '?') {
                at++;
            }
        }
        return part;
    }

    private Part times(Part part, String range) {
        int comma = range.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? range : range.substring(0, comma));
        int most =
                comma < 0
                        ? least
                        : comma + 1 == range.length()
                                ? UNLIMITED
                                : Integer.parseInt(range.substring(comma + 1));
        return times(part, least, most);
    }

    private Part times(Part part, int least, int most) {
        int width = (int) Math.min((long) part.width() * most, UNLIMITED);
        @Nullable Set<String> spellings =
                least == 1 && most == 1
                        ? part.spellings()
                        : least == 0 && most == 1 ? union(Set.of(""), part.spellings()) : null;
        return new Part(width, spellings, least > 0 && isSure(part));
    }

    private Part atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> Part.ANY_CHARACTER;
            case '^', '$' -> Part.EMPTY;
            case '*', '+', '?' -> throw new Unfamiliar();
            default -> Part.character(codePoint(c));
        };
    }

    private int codePoint(char c) {
        if (Character.isHighSurrogate(c) && at < regex.length()) {
            return Character.toCodePoint(c, regex.charAt(at++));
        }
        return c;
    }

    private Part group() {
        if (peek() == '?') {
            int end = at + 1;
            while (end < regex.length() && ":)>".indexOf(regex.charAt(end)) < 0) {
                end++;
            }
            at = end + 1;
            if (end < regex.length() && regex.charAt(end) == ')') {
                return Part.EMPTY;
            }
        }
        Part inner = alternatives();
        if (peek() != ')') {
            throw new Unfamiliar();
        }
        at++;
        return inner;
    }

    private Part escape() {
        char c = next();
        return switch (c) {
            case 'b', 'B', 'A', 'z' -> Part.EMPTY;
            case 'D', 'W', 'S' -> Part.ANY_CHARACTER;
            case 'd', 'w', 's', 'n', 'r', 't', 'f', 'v', 'a' -> Part.NARROW;
            case 'x' -> hexadecimal();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new Unfamiliar();
                }
                yield Part.character(c);
            }
        };
    }

    private Part hexadecimal() {
        int end = peek() == '{' ? regex.indexOf('}', at) + 1 : at + 2;
        if (end <= at || end > regex.length()) {
            throw new Unfamiliar();
        }
        at = end;
        return Part.ANY_CHARACTER;
    }

    /** Few plain characters are spelled out; every other class may be any character. */
    private Part characterClass() {
        boolean wide = peek() == '^';
        boolean plain = !wide;
        if (wide) {
            at++;
        }
        var members = new ArrayList<Integer>();
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            char c = next();
            if (c == '[' && peek() == ':') {
                plain = false;
                wide = true;
                at = endOfName();
            } else if (c == '\\') {
                plain = false;
                wide |= isWide(next());
            } else if (c == '-' && !members.isEmpty() && peek() != ']') {
                char to = next();
                plain &= to != '\\' && range(members, to);
                wide |= to > 127 || to == '\\' && isWide(next());
            } else {
                wide |= c > 127;
                members.add((int) c);
            }
        }
        at++;
        plain &= !wide && members.size() <= MOST_MEMBERS;
        return plain ? spelled(members) : wide ? Part.ANY_CHARACTER : Part.NARROW;
    }

    /** After a backslash: a class of which some member is not ASCII, or any code point. */
    private boolean isWide(char escaped) {
        return "DWSpPQ".indexOf(escaped) >= 0 || escaped == 'x' && peek() == '{';
    }

    private static boolean range(List<Integer> members, char to) {
        int from = members.getLast();
        for (int c = from + 1; c <= to && members.size() <= MOST_MEMBERS; c++) {
            members.add(c);
        }
        return members.getLast() == to;
    }

    private int endOfName() {
        int end = regex.indexOf(":]", at);
        if (end < 0) {
            throw new Unfamiliar();
        }
        return end + 2;
    }

    private char next() {
        if (at >= regex.length()) {
            throw new Unfamiliar();
        }
        return regex.charAt(at++);
    }

    private static Part spelled(List<Integer> members) {
        var spellings = new TreeSet<String>();
        members.forEach(c -> spellings.add(Character.toString(c).toLowerCase(Locale.ROOT)));
        return new Part(1, spellings, false);
    }

    private boolean isSure(Part part) {
        return part.sure() || allHoldKeyword(part.spellings());
    }

    private boolean allHoldKeyword(@Nullable Set<String> spellings) {
        return spellings != null
                && spellings.stream()
                        .allMatch(spelling -> keywords.stream().anyMatch(spelling::contains));
    }

    private static @Nullable Set<String> union(
            @Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null || one.size() + other.size() > MOST_SPELLINGS) {
            return null;
        }
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static @Nullable Set<String> product(
            @Nullable Set<String> one, @Nullable Set<String> other) {
        if (one == null || other == null || one.size() * other.size() > MOST_SPELLINGS) {
            return null;
        }
        var both = new TreeSet<String>();
        one.forEach(start -> other.forEach(end -> both.add(start + end)));
        return both;
    }

    private char peek() {
        return at < regex.length() ? regex.charAt(at) : '\0';
    }
}
