package dev.countersign.policy.secret;

import java.util.Random;
import java.util.regex.Pattern;

/** Texts in which {@code {alnum:36}} stands for made-up characters, always the same ones. */
public final class MadeUp {

    private static final Pattern PLACE =
            Pattern.compile("\\{(alnum|letter|lower|upper|digit|hex|base32|url|b64):(\\d+)}");
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = LOWER.toUpperCase(java.util.Locale.ROOT);
    private static final String DIGITS = "0123456789";

    private MadeUp() {}

    public static String text(String template) {
        var random = new Random(template.hashCode());
        return PLACE.matcher(template)
                .replaceAll(
                        place -> {
                            String letters = letters(place.group(1));
                            var made = new StringBuilder();
                            for (int i = 0; i < Integer.parseInt(place.group(2)); i++) {
                                made.append(letters.charAt(random.nextInt(letters.length())));
                            }
                            return made.toString();
                        });
    }

    private static String letters(String kind) {
        return switch (kind) {
            case "letter" -> LOWER + UPPER;
            case "lower" -> LOWER + DIGITS;
            case "upper" -> UPPER + DIGITS;
            case "digit" -> DIGITS;
            case "hex" -> DIGITS + "abcdef";
            case "base32" -> UPPER + "234567";
            // Without signs at the ends, which no rule could tell from the text around.
            default -> LOWER + UPPER + DIGITS;
        };
    }
}
