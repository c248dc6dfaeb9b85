package dev.countersign.decision.replay;

import dev.countersign.decision.api.ReplayApi;
import dev.countersign.runtime.Durations;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which recorded calls are asked for.
 *
 * @param limit how many at most, the newest ones
 */
record Stretch(Instant from, Optional<String> agent, int limit) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * @throws Refused INVALID_VALUE
     */
    static Stretch of(Instant now, String since, @Nullable String agent, @Nullable Integer limit) {
        int calls = limit == null ? ReplayApi.USUAL_CALLS : limit;
        if (calls < 1 || calls > ReplayApi.MOST_CALLS) {
            throw new Refused(
                    HttpError.INVALID_VALUE, "'limit' is 1 to " + ReplayApi.MOST_CALLS + ".");
        }
        return new Stretch(
                now.minus(duration(since)),
                Optional.ofNullable(agent).filter(name -> !name.isBlank()),
                calls);
    }

    private static Duration duration(String since) {
        try {
            Duration back = Durations.parse(since);
            if (back.isPositive() && back.compareTo(LONGEST) <= 0) {
                return back;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Said below.
        }
        throw new Refused(
                HttpError.INVALID_VALUE,
                "'since' is a duration of at most a year, such as 30d, 12h or P30D.");
    }
}
