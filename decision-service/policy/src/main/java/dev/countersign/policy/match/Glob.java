package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pattern without braces, and whether it meets a text that may itself be partly unknown.
 *
 * <p>Both sides are walked together as two small automata, so the cost is at most their lengths
 * multiplied; nothing backtracks.
 */
final class Glob {
    static final int STAR = -1; // any characters but a slash
    static final int ONE = -2; // one character but a slash
    static final int ANY = -3; // any characters
    static final int ENTRY = -4; // what follows up to the slash may be left out: "**/"
    static final int NO_DOT =
            -5; // one character but a slash or a dot; may be left out with the star after it
    static final int CLASS = -6; // and below: one character of a class

    private final int[] tokens;
    private final List<CharacterClass> classes;

    private Glob(int[] tokens, List<CharacterClass> classes) {
        this.tokens = tokens;
        this.classes = classes;
    }

    /** A pattern for paths: {@code *} stays within a segment, {@code **} does not. */
    static Glob path(String pattern) {
        return compile(pattern, false);
    }

    /** A pattern for names without segments: {@code *} is any text. */
    static Glob name(String pattern) {
        return compile(pattern, true);
    }

    private static Glob compile(String pattern, boolean starIsAny) {
        var tokens = new ArrayList<Integer>();
        var classes = new ArrayList<CharacterClass>();
        int i = 0;
        while (i < pattern.length()) {
            char character = pattern.charAt(i);
            if (character == '*') {
                int end = i;
                while (end < pattern.length() && pattern.charAt(end) == '*') {
                    end++;
                }
                i = addStars(pattern, i, end, starIsAny, tokens);
                continue;
            }
            if (character == '[') {
                int end = CharacterClass.end(pattern, i);
                if (end > 0) {
                    tokens.add(CLASS - classes.size());
                    classes.add(CharacterClass.of(pattern.substring(i + 1, end)));
                    i = end + 1;
                    continue;
                }
            }
            if (character == '\\' && i + 1 < pattern.length()) {
                tokens.add((int) pattern.charAt(i + 1));
                i += 2;
                continue;
            }
            tokens.add(character == '?' ? ONE : (int) character);
            i++;
        }
        return new Glob(tokens.stream().mapToInt(Integer::intValue).toArray(), classes);
    }

    private static int addStars(
            String pattern, int start, int end, boolean starIsAny, List<Integer> tokens) {
        boolean ownSegment =
                (start == 0 || pattern.charAt(start - 1) == '/')
                        && (end == pattern.length() || pattern.charAt(end) == '/');
        if (starIsAny || (end - start > 1 && ownSegment && end == pattern.length())) {
            tokens.add(ANY);
            return end;
        }
        if (end - start > 1 && ownSegment) {
            tokens.add(ENTRY);
            tokens.add(ANY);
            tokens.add((int) '/');
            return end + 1;
        }
        tokens.add(STAR);
        return end;
    }

    /** Whether some text that the given one may turn out to be is matched. */
    boolean couldMatch(String text) {
        return meets(textTokens(text));
    }

    /**
     * Whether everything that the given text may turn out to be is matched. Unknown parts never
     * are.
     */
    boolean surelyMatches(String text) {
        if (Wild.hasUnknown(text) || text.contains("." + Wild.STAR)) {
            return false;
        }
        int[] plain = new int[text.length()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = text.charAt(i);
        }
        return meets(plain);
    }

    /** The pattern as numbers: characters, and below zero the constants of this class. */
    int[] tokens() {
        return tokens;
    }

    /** Every character that it tells from others. */
    Set<Character> characters() {
        var told = new HashSet<Character>();
        for (int token : tokens) {
            if (token >= 0) {
                told.add((char) token);
            } else if (token <= CLASS) {
                told.addAll(classOf(token).bounds());
            }
        }
        return told;
    }

    /** Adds a position, and those that no character separates from it, to a set. */
    void enter(int position, int offset, BitSet into) {
        if (into.get(offset + position)) {
            return;
        }
        into.set(offset + position);
        if (position < tokens.length) {
            int token = tokens[position];
            if (token == STAR || token == ANY || token == ENTRY) {
                enter(position + 1, offset, into);
            }
            if (token == ENTRY) {
                enter(position + 3, offset, into);
            }
        }
    }

    /** Adds where one character leads from a position. */
    void step(int position, char character, int offset, BitSet into) {
        if (position < tokens.length
                && tokens[position] != ENTRY
                && shareACharacter(tokens[position], character)) {
            boolean stays = tokens[position] == STAR || tokens[position] == ANY;
            enter(stays ? position : position + 1, offset, into);
        }
    }

    CharacterClass classOf(int token) {
        return classes.get(CLASS - token);
    }

    static int[] textTokens(String text) {
        int[] tokens = new int[text.length() * 2];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean segmentStart = i == 0 || text.charAt(i - 1) == '/';
            switch (character) {
                case Wild.ANYTHING, Wild.TAME -> tokens[count++] = ANY;
                case Wild.STAR -> {
                    if (segmentStart) {
                        // The shell's own star does not stand for a leading dot.
                        tokens[count++] = NO_DOT;
                    }
                    tokens[count++] = STAR;
                }
                case Wild.ONE -> tokens[count++] = ONE;
                default -> tokens[count++] = character;
            }
        }
        return Arrays.copyOf(tokens, count);
    }

    /**
     * Whether it meets a text that {@link #textTokens} made. Known beginnings and ends are compared
     * directly; only what lies between them takes the automata.
     */
    boolean meets(int[] text) {
        int start = 0;
        int shorter = Math.min(tokens.length, text.length);
        while (start < shorter && tokens[start] >= 0 && text[start] >= 0) {
            if (tokens[start] != text[start]) {
                return false;
            }
            start++;
        }
        int end = tokens.length;
        int textEnd = text.length;
        while (end > start && textEnd > start && isFixed(end - 1) && text[textEnd - 1] >= 0) {
            if (tokens[--end] != text[--textEnd]) {
                return false;
            }
        }
        if (isAny(tokens, start, end) || isAny(text, start, textEnd)) {
            return true;
        }
        return new Meeting(this, start, end).meets(text, start, textEnd);
    }

    /** The slash that belongs to {@link #ENTRY} may be left out. */
    private boolean isFixed(int i) {
        boolean ofEntry = tokens[i] == '/' && i > 1 && tokens[i - 2] == ENTRY;
        return tokens[i] >= 0 && !ofEntry;
    }

    private static boolean isAny(int[] all, int from, int to) {
        return to - from == 1 && all[from] == ANY;
    }

    /** Whether one character may be what both tokens stand for. */
    boolean shareACharacter(int mine, int theirs) {
        if (theirs >= 0) {
            return mine >= 0 ? mine == theirs : contains(mine, theirs);
        }
        if (mine < 0) {
            return true;
        }
        return switch (theirs) {
            case ANY -> true;
            case NO_DOT -> mine != '/' && mine != '.';
            default -> mine != '/';
        };
    }

    private boolean contains(int mine, int character) {
        return switch (mine) {
            case ANY -> true;
            case STAR -> character != '/';
            case ONE -> character != '/' && character != Wild.STAR;
            default ->
                    character != '/'
                            && !Wild.isMark(character)
                            && classes.get(CLASS - mine).contains((char) character);
        };
    }
}
