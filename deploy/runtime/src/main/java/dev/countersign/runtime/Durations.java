package dev.countersign.runtime;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads durations as people write them. */
public final class Durations {

    private Durations() {}

    /**
     * @param text {@code PT30M}, {@code 30m}, {@code 1h30m} or {@code 2d}
     * @throws IllegalArgumentException if it is neither form
     */
    public static Duration parse(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        if (!iso.startsWith("P")) {
            int days = iso.indexOf('D') + 1;
            iso =
                    "P"
                            + iso.substring(0, days)
                            + (days < iso.length() ? "T" + iso.substring(days) : "");
        }
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a duration such as 30m, 1h30m or PT30M".formatted(text), e);
        }
    }
}
