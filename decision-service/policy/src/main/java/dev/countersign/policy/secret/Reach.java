package dev.countersign.policy.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

    private static final int MOST_MEMBERS = 10;

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
            ReachPart all = reach.alternatives();
            boolean known = reach.at == regex.length() && all.width() <= WIDEST;
            return known && all.isSure(keywords) ? Math.max(all.width(), 1) : 0;
        } catch (Unfamiliar e) {
            return 0;
        }
    }

    private ReachPart alternatives() {
        ReachPart all = sequence();
        while (peek() == '|') {
            at++;
            ReachPart other = sequence();
            all = all.or(other, keywords);
        }
        return all;
    }

    private ReachPart sequence() {
        ReachPart all = ReachPart.EMPTY;
        ReachPart run = ReachPart.EMPTY;
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            ReachPart part = repeated(atom());
            ReachPart longer = run.then(part);
            if (longer.spellings() == null) {
                all = all.then(run.settled(keywords)).then(part.settled(keywords));
                longer = ReachPart.EMPTY;
            }
            run = longer;
        }
        return all == ReachPart.EMPTY ? run : all.then(run.settled(keywords));
    }

    private ReachPart repeated(ReachPart once) {
        ReachPart part = once;
        while (at < regex.length()) {
            switch (peek()) {
                case '?' -> part = part.repeated(0, 1, keywords);
                case '*' -> part = part.repeated(0, ReachPart.UNLIMITED, keywords);
                case '+' -> part = part.repeated(1, ReachPart.UNLIMITED, keywords);
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

    private ReachPart times(ReachPart part, String range) {
        int comma = range.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? range : range.substring(0, comma));
        int most =
                comma < 0
                        ? least
                        : comma + 1 == range.length()
                                ? ReachPart.UNLIMITED
                                : Integer.parseInt(range.substring(comma + 1));
        return part.repeated(least, most, keywords);
    }

    private ReachPart atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.' -> ReachPart.ANY_CHARACTER;
            case '^', '$' -> ReachPart.EMPTY;
            case '*', '+', '?' -> throw new Unfamiliar();
            default -> ReachPart.character(codePoint(c));
        };
    }

    private int codePoint(char c) {
        if (Character.isHighSurrogate(c) && at < regex.length()) {
            return Character.toCodePoint(c, regex.charAt(at++));
        }
        return c;
    }

    private ReachPart group() {
        if (peek() == '?') {
            int end = at + 1;
            while (end < regex.length() && ":)>".indexOf(regex.charAt(end)) < 0) {
                end++;
            }
            at = end + 1;
            if (end < regex.length() && regex.charAt(end) == ')') {
                return ReachPart.EMPTY;
            }
        }
        ReachPart inner = alternatives();
        if (peek() != ')') {
            throw new Unfamiliar();
        }
        at++;
        return inner;
    }

    private ReachPart escape() {
        char c = next();
        return switch (c) {
            case 'b', 'B', 'A', 'z' -> ReachPart.EMPTY;
            case 'D', 'W', 'S' -> ReachPart.ANY_CHARACTER;
            case 'd', 'w', 's', 'n', 'r', 't', 'f', 'v', 'a' -> ReachPart.NARROW;
            case 'x' -> hexadecimal();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new Unfamiliar();
                }
                yield ReachPart.character(c);
            }
        };
    }

    private ReachPart hexadecimal() {
        int end = peek() == '{' ? regex.indexOf('}', at) + 1 : at + 2;
        if (end <= at || end > regex.length()) {
            throw new Unfamiliar();
        }
        at = end;
        return ReachPart.ANY_CHARACTER;
    }

    /** Few plain characters are spelled out; every other class may be any character. */
    private ReachPart characterClass() {
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
        return plain ? ReachPart.oneOf(members) : wide ? ReachPart.ANY_CHARACTER : ReachPart.NARROW;
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

    private char peek() {
        return at < regex.length() ? regex.charAt(at) : '\0';
    }
}
