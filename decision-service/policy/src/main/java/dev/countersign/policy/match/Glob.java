package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
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
        return java.util.Arrays.copyOf(tokens, count);
    }

    private boolean meets(int[] text) {
        int width = text.length + 1;
        var seen = new BitSet((tokens.length + 1) * width);
        int[] stack = new int[64];
        int top = 0;
        stack[top++] = 0;
        seen.set(0);
        while (top > 0) {
            int state = stack[--top];
            int i = state / width;
            int j = state % width;
            if (i == tokens.length && j == text.length) {
                return true;
            }
            int[] next = steps(i, j, text, width);
            for (int target : next) {
                if (target >= 0 && !seen.get(target)) {
                    seen.set(target);
                    if (top == stack.length) {
                        stack = java.util.Arrays.copyOf(stack, top * 2);
                    }
                    stack[top++] = target;
                }
            }
        }
        return false;
    }

    private int[] steps(int i, int j, int[] text, int width) {
        int mine = i < tokens.length ? tokens[i] : 0;
        int theirs = j < text.length ? text[j] : 0;
        boolean iLoops = mine == STAR || mine == ANY;
        boolean jLoops = theirs == STAR || theirs == ANY;
        int[] next = {-1, -1, -1};
        if (iLoops || mine == ENTRY) {
            next[0] = (i + 1) * width + j;
        }
        if (mine == ENTRY) {
            next[1] = (i + 3) * width + j;
            return next;
        }
        if (jLoops) {
            next[1] = i * width + j + 1;
        } else if (theirs == NO_DOT) {
            next[1] = i * width + j + 2;
        }
        if (i < tokens.length && j < text.length && shareACharacter(mine, theirs)) {
            int toI = iLoops ? i : i + 1;
            int toJ = jLoops ? j : j + 1;
            next[2] = toI * width + toJ;
        }
        return next;
    }

    private boolean shareACharacter(int mine, int theirs) {
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
