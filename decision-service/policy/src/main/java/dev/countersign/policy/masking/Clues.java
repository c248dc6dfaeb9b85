package dev.countersign.policy.masking;

import dev.countersign.policy.program.Programs;
import dev.countersign.policy.secret.Keywords;
import dev.countersign.policy.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words without which no place of a text can be that of a secret: most texts hold none of them. */
final class Clues {

    private static final int FIRST_PROGRAM = SecretName.HINTS.size();
    private static final Keywords KEYWORDS = new Keywords(words());

    /** Told where the name of a program stands. */
    @FunctionalInterface
    interface Found {
        void program(int from, int to);
    }

    private Clues() {}

    /** Whether it may name a secret, or a program to which secrets are given. */
    static boolean areIn(String text) {
        return KEYWORDS.isIn(
                text, (clue, from, to) -> clue < FIRST_PROGRAM || isWord(text, from, to));
    }

    static void programs(String text, Found found) {
        KEYWORDS.find(
                text,
                (clue, from, to) -> {
                    if (clue >= FIRST_PROGRAM && isWord(text, from, to)) {
                        found.program(from, to);
                    }
                });
    }

    /** Whether it may name a secret. */
    static boolean nameIn(String text) {
        return KEYWORDS.isIn(text, (clue, from, to) -> clue < FIRST_PROGRAM);
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static List<String> words() {
        var words = new ArrayList<>(SecretName.HINTS);
        Programs.takingSecrets().forEach(name -> words.add(name.toLowerCase(Locale.ROOT)));
        return words;
    }
}
