package dev.countersign.policy.expression;

import com.google.re2j.Pattern;
import java.util.Map;

/** What one answer may still cost, so that the text of an action cannot make it dear. */
final class Steps {
    /** A step is about a nanosecond. */
    static final long MOST = 1 << 22;

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

    static void take(long steps) {
        LEFT.get().takeAway(steps);
    }

    void takeAway(long steps) {
        left -= steps;
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
        steps.takeAway((text.length() + 1L) * (1 + pattern.programSize() / 4));
        return pattern.matcher(text).find();
    }
}
