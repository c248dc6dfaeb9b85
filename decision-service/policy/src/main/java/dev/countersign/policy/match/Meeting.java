package dev.countersign.policy.match;

import java.util.Arrays;

/**
 * The positions in a {@link Glob} that a text reaches, token by token. Everything moves forward
 * alone, so one pass over the positions is enough for each token.
 */
final class Meeting {
    private final Glob glob;
    private final int from;
    private final int to;
    private boolean[] reached;
    private boolean[] before;

    /** Of a part of the glob, which does not begin or end inside an entry. */
    Meeting(Glob glob, int from, int to) {
        this.glob = glob;
        this.from = from;
        this.to = to;
        this.reached = new boolean[to - from + 1];
        this.before = new boolean[to - from + 1];
        reach(from);
    }

    /** Whether this part of a text reaches the end. */
    boolean meets(int[] text, int start, int end) {
        for (int j = start; j < end; j++) {
            switch (text[j]) {
                case Glob.ANY -> anything();
                case Glob.STAR -> anythingButSlashes();
                case Glob.NO_DOT -> {
                    nameOrNothing();
                    j++; // The star after it is part of it.
                }
                default -> one(text[j]);
            }
        }
        return reached[to - from];
    }

    /** A position, and those that no character separates from it. */
    private void reach(int i) {
        if (reached[i - from]) {
            return;
        }
        reached[i - from] = true;
        if (i == to) {
            return;
        }
        switch (glob.tokens()[i]) {
            case Glob.STAR, Glob.ANY -> reach(i + 1);
            case Glob.ENTRY -> {
                reach(i + 1);
                reach(i + 3);
            }
            default -> {
                // One character has to come.
            }
        }
    }

    private void one(int character) {
        boolean[] now = before;
        before = reached;
        Arrays.fill(now, false);
        reached = now;
        int[] tokens = glob.tokens();
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            if (before[i - from] && token != Glob.ENTRY && glob.shareACharacter(token, character)) {
                reach(token == Glob.STAR || token == Glob.ANY ? i : i + 1);
            }
        }
    }

    /** Whatever is to come may be in it. */
    private void anything() {
        int first = 0;
        while (first < reached.length && !reached[first]) {
            first++;
        }
        Arrays.fill(reached, first, reached.length, true);
    }

    private void anythingButSlashes() {
        int[] tokens = glob.tokens();
        for (int i = from; i < to; i++) {
            boolean inside = tokens[i] != '/' && tokens[i] != Glob.ENTRY;
            if (reached[i - from] && inside) {
                reach(i + 1);
            }
        }
    }

    /** A name that does not begin with a dot, or none. */
    private void nameOrNothing() {
        boolean[] nothing = reached.clone();
        one(Glob.NO_DOT);
        anythingButSlashes();
        for (int i = 0; i < nothing.length; i++) {
            reached[i] |= nothing[i];
        }
    }
}
