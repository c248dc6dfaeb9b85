package dev.countersign.policy.expression;

import com.google.re2j.Pattern;
import java.util.Map;

/** What one answer may still cost, so that the text of an action cannot make it dear. */
final class Steps {
    /** A step is about a nanosecond. */
    static final long MOST = 1 << 24;

    /** What it costs to call a function. */
    private static final int CALL = 64;

    /** What a regular expression costs for each character and each part of its program. */
    private static final int MATCH = 8;

    /** Those of the answer that this thread is looking for. */
    static final ScopedValue<Steps> LEFT = ScopedValue.newInstance();

    private final Map<String, Pattern> patterns;
    private long left = MOST;

    /**
     * @param patterns the regular expressions that are written in the expression
     */
    Steps(Map<String, Pattern> patterns) {
        this.patterns = patterns;
    }

    /** A call, and a number of steps for what it walks through. */
    static void take(long steps) {
        LEFT.get().takeAway(steps);
    }

    private void takeAway(long steps) {
        left -= CALL + steps;
        if (left < 0) {
            throw new CannotTell("the expression costs too much for this action");
        }
    }

    /** Whether some part of the text matches. */
    static boolean matches(String text, String regex) {
        Steps steps = LEFT.get();
        Pattern pattern = steps.patterns.get(regex);
        if (pattern == null) {
            throw new CannotTell("the pattern is not known");
        }
        steps.takeAway((long) MATCH * text.length() * pattern.programSize());
        return pattern.matcher(text).find();
    }
}
