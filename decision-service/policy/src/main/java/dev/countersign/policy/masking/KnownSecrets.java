package dev.countersign.policy.masking;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The secrets of one action, to find them again in what was made of it: the fact of {@code echo
 * hunter2} does not show that its output goes to {@code docker login}.
 *
 * <p>A short word is only taken for the secret where it stands alone, so that {@code mysql -proot}
 * does not blot out {@code /root}.
 */
final class KnownSecrets {

    private static final int MOST = 64;
    private static final int LONGEST = 256;
    private static final int UNMISTAKABLE = 8;
    private static final String EDGES = " \t\r\n\"'`=:,;@%()<>|&…";

    private final Set<String> values = new LinkedHashSet<>();

    void add(String value) {
        String plain = value.strip();
        if (!plain.isEmpty() && plain.length() <= LONGEST && values.size() < MOST) {
            values.add(plain);
        }
    }

    String hiddenIn(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden(hidden, value);
        }
        return hidden;
    }

    private static String hidden(String text, String value) {
        int found = text.indexOf(value);
        if (found < 0) {
            return text;
        }
        var hidden = new StringBuilder(text.length());
        int copied = 0;
        while (found >= 0) {
            int end = found + value.length();
            if (isUnmistakable(value) || isEdge(text, found - 1) && isEdge(text, end)) {
                hidden.append(text, copied, found).append(Masker.MASK);
                copied = end;
            }
            found = text.indexOf(value, end);
        }
        return hidden.append(text, copied, text.length()).toString();
    }

    private static boolean isUnmistakable(String value) {
        return value.length() >= UNMISTAKABLE
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || EDGES.indexOf(text.charAt(at)) >= 0;
    }
}
