package dev.countersign.approval.api.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code {a,b}} in a pattern: every text it stands for. */
final class Choices {

    private static final int MOST = 256;

    private Choices() {}

    /**
     * @return empty when there are more than 256
     */
    static Optional<List<String>> of(String pattern) {
        List<String> all = new ArrayList<>();
        return expand(pattern, all) ? Optional.of(all) : Optional.empty();
    }

    private static boolean expand(String pattern, List<String> into) {
        int open = pattern.indexOf('{');
        int close = open < 0 ? -1 : closing(pattern, open);
        if (close < 0) {
            into.add(pattern);
            return into.size() <= MOST;
        }
        for (String choice : choices(pattern.substring(open + 1, close))) {
            if (!expand(pattern.substring(0, open) + choice + pattern.substring(close + 1), into)) {
                return false;
            }
        }
        return true;
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            depth += depth(pattern.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> choices(String inner) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            depth += depth(inner.charAt(i));
            if (inner.charAt(i) == ',' && depth == 0) {
                choices.add(inner.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(inner.substring(start));
        return choices;
    }

    private static int depth(char character) {
        return switch (character) {
            case '{' -> 1;
            case '}' -> -1;
            default -> 0;
        };
    }
}
