package dev.countersign.policy.suite;

import java.util.List;
import java.util.stream.Collectors;

/** Calls and facts as messages show them: one line, never long. */
final class Shown {
    private static final int LONGEST = 120;
    private static final int MOST = 5;

    private Shown() {}

    static String shortened(String text) {
        String line = text.strip().replace("\n", "\\n");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }

    /** The first few, and that there are more. */
    static String listed(List<String> texts) {
        String shown =
                texts.stream().limit(MOST).map(Shown::shortened).collect(Collectors.joining("; "));
        return texts.size() > MOST ? shown + "; and " + (texts.size() - MOST) + " more" : shown;
    }
}
