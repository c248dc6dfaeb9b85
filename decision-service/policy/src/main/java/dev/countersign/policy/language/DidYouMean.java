package dev.countersign.policy.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that was probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /** {@code ; did you mean "x"?}, to stand behind a sentence, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known).map(one -> "; did you mean \"" + one + "\"?").orElse("");
    }

    private static Optional<String> nearest(String word, Collection<String> known) {
        int most = Math.max(1, Math.min(word.length(), 40) / 3);
        return known.stream()
                .filter(one -> distance(word, one) <= most)
                .min(
                        Comparator.<String>comparingInt(one -> distance(word, one))
                                .thenComparing(one -> one));
    }

    /** The number of letters to add, drop, change or swap. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 20) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[other.length() + 1];
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[other.length()];
    }
}
