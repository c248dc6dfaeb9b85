package dev.countersign.decision.session;

import java.time.Duration;
import java.time.Instant;

/**
 * The time for what happens in a session: by the database's clock when the session was looked up,
 * by a clock that only goes forward since then.
 *
 * @param startedAt when the session began
 * @param lookedUpAt by the database's clock
 * @param nanos of {@link System#nanoTime()} at that moment
 */
public record SessionClock(Instant startedAt, Instant lookedUpAt, long nanos) {
    static SessionClock of(Instant startedAt, Instant now) {
        return new SessionClock(startedAt, now, System.nanoTime());
    }

    public Instant now() {
        return lookedUpAt.plusNanos(System.nanoTime() - nanos);
    }

    /** How long ago the session began. */
    public Duration age() {
        return Duration.between(startedAt, now());
    }
}
