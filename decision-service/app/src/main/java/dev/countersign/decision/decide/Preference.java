package dev.countersign.decision.decide;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Prefer: wait=N} of RFC 7240. */
final class Preference {

    static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Pattern WAIT =
            Pattern.compile(
                    "(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])",
                    Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** How long to wait, at most half an hour; empty if nothing is preferred. */
    static Optional<Duration> wait(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
    }
}
