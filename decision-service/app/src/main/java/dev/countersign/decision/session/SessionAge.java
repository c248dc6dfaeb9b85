package dev.countersign.decision.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long ago a session began: by the database's clock until it was looked up, by a clock that
 * only goes forward since then.
 *
 * @param lookedUpAt of {@link System#nanoTime()}
 */
public record SessionAge(Duration atLookUp, long lookedUpAt) {
    static SessionAge of(Instant startedAt, Instant now) {
        return new SessionAge(Duration.between(startedAt, now), System.nanoTime());
    }

    public Duration now() {
        return atLookUp.plusNanos(System.nanoTime() - lookedUpAt);
    }
}
