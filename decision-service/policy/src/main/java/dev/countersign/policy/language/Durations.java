package dev.countersign.policy.language;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Durations as people write them: {@code 30m}, {@code 2h30m}, {@code PT30M}. */
final class Durations {
    private Durations() {}

    /** The duration under a key; one that is none is an error. */
    static Optional<Duration> read(Section section, String key) {
        Optional<String> text = section.text(key);
        Optional<Duration> parsed = text.flatMap(Durations::parse);
        if (text.isPresent() && parsed.isEmpty()) {
            section.wrong(key, key + " is a duration such as 30m, 2h or PT30M");
        }
        return parsed;
    }

    static Optional<Duration> parse(String text) {
        String plain = text.trim().toUpperCase(Locale.ROOT);
        if (plain.matches("([0-9]{1,6}D)?([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?")
                && !plain.isEmpty()) {
            int days = plain.indexOf('D');
            String time = plain.substring(days + 1);
            plain = "P" + plain.substring(0, days + 1) + (time.isEmpty() ? "" : "T" + time);
        }
        try {
            Duration duration = Duration.parse(plain);
            return duration.isPositive() ? Optional.of(duration) : Optional.empty();
        } catch (DateTimeParseException noDuration) {
            return Optional.empty();
        }
    }
}
