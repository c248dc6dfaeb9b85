package dev.countersign.policy.match;

import java.text.Normalizer;
import java.util.Locale;

/** Makes spellings equal that a file system or a reader may take for the same name. */
public final class Fold {
    private Fold() {}

    /** Letter case and Unicode form removed, invisible characters dropped. */
    public static String loosely(String text) {
        if (isPlainAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var seen = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(character -> !isInvisible(character))
                .forEach(seen::appendCodePoint);
        return seen.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    static boolean hasInvisible(String text) {
        return !isPlainAscii(text) && text.codePoints().anyMatch(Fold::isInvisible);
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(int character) {
        return Character.getType(character) == Character.FORMAT
                || Character.isISOControl(character);
    }
}
