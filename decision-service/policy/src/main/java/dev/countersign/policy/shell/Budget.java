package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;

/**
 * What the examination of one action may cost in all; used up, it ends with what was found so far.
 */
final class Budget {
    static final int MOST_CHARACTERS = 256 * 1024;
    static final int MOST_DEPTH = 40;
    private static final int MOST_COMMANDS = 1_000;
    private static final int MOST_FIELDS = 40_000;
    private static final int STEPS_OF_A_WORD = 32;

    private long steps = 8L * MOST_CHARACTERS;
    private int commands;
    private int fields;
    private boolean renewed;

    /** One character read or written. */
    void step() {
        steps(1);
    }

    void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw new Trouble(Opacity.LIMIT);
        }
    }

    /** A program is given so many words; wrappers hand most of them on. */
    void invocation(int words) {
        command();
        steps((long) words * STEPS_OF_A_WORD);
    }

    void command() {
        if (++commands > MOST_COMMANDS) {
            throw new Trouble(Opacity.LIMIT);
        }
    }

    void field() {
        if (++fields > MOST_FIELDS) {
            throw new Trouble(Opacity.LIMIT);
        }
    }

    static void depth(int depth) {
        if (depth > MOST_DEPTH) {
            throw new Trouble(Opacity.LIMIT);
        }
    }

    /** Whether nothing more can be read; a text may also be too deep alone. */
    boolean isUsedUp() {
        return steps < 0 || commands > MOST_COMMANDS || fields > MOST_FIELDS;
    }

    /**
     * When reading has used up everything, what was read before is still examined; this happens
     * once.
     */
    void renew() {
        if (!renewed && isUsedUp()) {
            renewed = true;
            steps = 4L * MOST_CHARACTERS;
            commands = 0;
            fields = 0;
        }
    }
}
