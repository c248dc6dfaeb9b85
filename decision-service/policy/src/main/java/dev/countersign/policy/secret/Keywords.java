package dev.countersign.policy.secret;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all of many words in one pass over a text, whatever their letter case (Aho and Corasick).
 * Most texts hold none, so this is all that they cost.
 */
public final class Keywords {

    /** Told of each occurrence, in the order in which they end. */
    @FunctionalInterface
    public interface Found {
        void word(int index, int from, int to);
    }

    /** Says which occurrences count. */
    @FunctionalInterface
    public interface Counts {
        boolean word(int index, int from, int to);
    }

    private static final int CHARACTERS = 1 << 16;

    private final List<String> words;

    /** For each character its column; the first is for those that occur in no word. */
    private final short[] columns = new short[CHARACTERS];

    private final int width;

    /** {@code next[state * width + column]}. */
    private final int[] next;

    /** For each state the words that end there. */
    private final int[][] ends;

    /**
     * @param words in lower case, none of them empty
     */
    public Keywords(List<String> words) {
        this.words = List.copyOf(words);
        this.width = assignColumns();
        var tree = new Tree(width);
        for (int i = 0; i < words.size(); i++) {
            tree.add(columnsOf(words.get(i)), i);
        }
        this.next = tree.automaton();
        this.ends = tree.ends.toArray(int[][]::new);
    }

    public void find(String text, Found found) {
        isIn(
                text,
                (word, from, to) -> {
                    found.word(word, from, to);
                    return false;
                });
    }

    public boolean isIn(String text) {
        return isIn(text, (word, from, to) -> true);
    }

    /** Whether some occurrence counts; looks no further than the first that does. */
    public boolean isIn(String text, Counts counts) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * width + columns[text.charAt(i)]];
            for (int word : ends[state]) {
                if (counts.word(word, i + 1 - words.get(word).length(), i + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int assignColumns() {
        short used = 0;
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                if (columns[word.charAt(i)] == 0) {
                    columns[word.charAt(i)] = ++used;
                }
            }
        }
        for (int c = 0; c < CHARACTERS; c++) {
            columns[c] = columns[Character.toLowerCase((char) c)];
        }
        return used + 1;
    }

    private int[] columnsOf(String word) {
        return word.chars().map(c -> columns[c]).toArray();
    }

    private static final class Tree {
        private static final int[] NONE = {};

        private final int width;
        private final List<int[]> children = new ArrayList<>();
        private final List<int[]> ends = new ArrayList<>();

        Tree(int width) {
            this.width = width;
            node();
        }

        private int node() {
            int[] row = new int[width];
            Arrays.fill(row, -1);
            children.add(row);
            ends.add(NONE);
            return children.size() - 1;
        }

        void add(int[] path, int word) {
            int at = 0;
            for (int column : path) {
                if (children.get(at)[column] < 0) {
                    children.get(at)[column] = node();
                }
                at = children.get(at)[column];
            }
            ends.set(at, joined(ends.get(at), new int[] {word}));
        }

        /** Where no child goes on, the state goes on as its longest end that is a beginning. */
        int[] automaton() {
            int[] next = new int[children.size() * width];
            int[] shorter = new int[children.size()];
            var queue = new ArrayDeque<Integer>(List.of(0));
            while (!queue.isEmpty()) {
                int state = queue.remove();
                ends.set(
                        state,
                        state == 0 ? NONE : joined(ends.get(state), ends.get(shorter[state])));
                for (int column = 0; column < width; column++) {
                    int child = children.get(state)[column];
                    int fallback = state == 0 ? 0 : next[shorter[state] * width + column];
                    next[state * width + column] = child < 0 ? fallback : child;
                    if (child >= 0) {
                        shorter[child] = fallback;
                        queue.add(child);
                    }
                }
            }
            return next;
        }

        private static int[] joined(int[] one, int[] other) {
            if (other.length == 0) {
                return one;
            }
            int[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }
    }
}
