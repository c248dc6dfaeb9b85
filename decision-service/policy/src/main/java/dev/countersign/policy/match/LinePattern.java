package dev.countersign.policy.match;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * An expression that is looked for in lines of text. Most lines are told by a word that they lack,
 * and cost next to nothing.
 */
public final class LinePattern {
    private final Pattern pattern;
    private final List<String> needed;

    public LinePattern(Pattern pattern) {
        this.pattern = pattern;
        this.needed = List.copyOf(NeededWords.of(pattern.pattern()));
    }

    /** The expression as it was written. */
    public String source() {
        return pattern.pattern();
    }

    /** Whether it matches a part of one of the lines. */
    public boolean isIn(List<String> lines) {
        for (String line : lines) {
            if (couldBeIn(line) && pattern.matcher(line).find()) {
                return true;
            }
        }
        return false;
    }

    /** Letters outside ASCII may be other cases of those inside. */
    private boolean couldBeIn(String line) {
        if (needed.isEmpty()) {
            return true;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        for (String word : needed) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return line.chars().anyMatch(character -> character > 127);
    }

    @Override
    public String toString() {
        return source();
    }
}
