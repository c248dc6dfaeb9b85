package dev.countersign.policy.match;

import java.util.ArrayList;
import java.util.List;

/** {@code {a,b}} in a pattern of a policy: every text it stands for. */
public final class Braces {
    static final int MOST = 256;

    private Braces() {}

    /**
     * @throws IllegalArgumentException when there are more than {@value #MOST} texts
     */
    public static List<String> expand(String pattern) {
        var expanded = new ArrayList<String>();
        expand(pattern, expanded);
        return expanded;
    }

    private static void expand(String pattern, List<String> into) {
        int open = pattern.indexOf('{');
        int close = open < 0 ? -1 : closing(pattern, open);
        if (close < 0) {
            if (into.size() >= MOST) {
                throw new IllegalArgumentException(
                        "the braces stand for more than " + MOST + " patterns");
            }
            into.add(pattern);
            return;
        }
        for (String choice : choices(pattern.substring(open + 1, close))) {
            expand(pattern.substring(0, open) + choice + pattern.substring(close + 1), into);
        }
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character == '{') {
                depth++;
            } else if (character == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> choices(String inner) {
        var choices = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            char character = inner.charAt(i);
            if (character == '{') {
                depth++;
            } else if (character == '}') {
                depth--;
            } else if (character == ',' && depth == 0) {
                choices.add(inner.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(inner.substring(start));
        return choices;
    }
}
