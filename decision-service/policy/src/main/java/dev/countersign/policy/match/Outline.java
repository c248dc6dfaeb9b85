package dev.countersign.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What of a pattern can be compared quickly: its segments, each with the literal text at both ends.
 * Two outlines that cannot meet belong to patterns that share nothing.
 */
final class Outline {
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param whole whether there is nothing but what it begins with
     * @param deep any number of segments, also none
     */
    private record Part(String begins, String ends, boolean whole, boolean deep) {
        private static final Part DEEP = new Part("", "", false, true);

        boolean couldBe(Part other) {
            if (whole && other.whole) {
                return begins.equals(other.begins);
            }
            if (other.whole) {
                return other.couldBe(this);
            }
            if (whole) {
                return begins.startsWith(other.begins) && begins.endsWith(other.ends);
            }
            return (begins.startsWith(other.begins) || other.begins.startsWith(begins))
                    && (ends.endsWith(other.ends) || other.ends.endsWith(ends));
        }
    }

    static Outline of(Glob glob) {
        var outline = new Outline();
        int[] tokens = glob.tokens();
        int start = 0;
        for (int i = 0; i <= tokens.length; i++) {
            if (i == tokens.length || tokens[i] == '/') {
                outline.parts.add(part(tokens, start, i));
                start = i + 1;
            }
        }
        return outline;
    }

    private static Part part(int[] tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens[i] == Glob.ANY) {
                return Part.DEEP;
            }
        }
        int begin = from;
        while (begin < to && isPlain(tokens[begin])) {
            begin++;
        }
        int end = to;
        while (end > begin && isPlain(tokens[end - 1])) {
            end--;
        }
        return new Part(text(tokens, from, begin), text(tokens, end, to), begin == to, false);
    }

    private static boolean isPlain(int token) {
        return token >= ' ' && token <= '~';
    }

    private static String text(int[] tokens, int from, int to) {
        return new String(tokens, from, to - from).toLowerCase(Locale.ROOT);
    }

    boolean couldMeet(Outline other) {
        int width = other.parts.size() + 1;
        var reached = new boolean[(parts.size() + 1) * width];
        reached[0] = true;
        for (int i = 0; i <= parts.size(); i++) {
            for (int j = 0; j < width; j++) {
                if (reached[i * width + j]) {
                    step(i, j, other, reached);
                }
            }
        }
        return reached[reached.length - 1];
    }

    private void step(int i, int j, Outline other, boolean[] reached) {
        int width = other.parts.size() + 1;
        boolean mine = i < parts.size();
        boolean theirs = j < other.parts.size();
        boolean deep = mine && parts.get(i).deep() || theirs && other.parts.get(j).deep();
        if (mine && (parts.get(i).deep() || theirs && other.parts.get(j).deep())) {
            reached[(i + 1) * width + j] = true;
        }
        if (theirs && deep) {
            reached[i * width + j + 1] = true;
        }
        if (mine && theirs && (deep || parts.get(i).couldBe(other.parts.get(j)))) {
            reached[(i + 1) * width + j + 1] = true;
        }
    }
}
