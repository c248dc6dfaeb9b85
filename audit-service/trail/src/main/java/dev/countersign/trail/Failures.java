package dev.countersign.trail;

import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;

/** What an unsuccessful call tells. */
final class Failures {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Failures() {}

    static String text(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return failure instanceof WebApplicationException answer
                ? "it answers " + answer.getResponse().getStatus()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** How long the log asks to be left alone. */
    static Optional<Duration> retryAfter(RuntimeException failure) {
        if (!(failure instanceof WebApplicationException answer)) {
            return Optional.empty();
        }
        String seconds = answer.getResponse().getHeaderString("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,9}")
                ? Optional.of(min(Duration.ofSeconds(Long.parseLong(seconds)), LONGEST))
                : Optional.empty();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
