package dev.countersign.decision.decide;

import dev.countersign.audit.api.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what each session proposes, for policies that limit it. Each replica counts what it sees:
 * the limit is against runaway loops, which stay on one connection.
 */
@ApplicationScoped
class Pace {

    private static final int MOST_SESSIONS = 50_000;

    private final Map<SessionId, Window> windows = new ConcurrentHashMap<>();

    /** Counts one more, and answers how many were proposed in the last minute, about. */
    int count(SessionId session) {
        if (windows.size() > MOST_SESSIONS) {
            windows.clear();
        }
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        return windows.compute(
                        session,
                        (id, window) ->
                                (window == null ? new Window(now / 60_000, 0, 0) : window)
                                        .plusOne(now))
                .inLastMinute(now);
    }

    /** Two whole minutes; of the earlier one the part counts that is less than a minute ago. */
    private record Window(long minute, int before, int present) {
        Window plusOne(long now) {
            long current = now / 60_000;
            if (current == minute) {
                return new Window(minute, before, present + 1);
            }
            return new Window(current, current == minute + 1 ? present : 0, 1);
        }

        int inLastMinute(long now) {
            double left = 1 - (now % 60_000) / 60_000.0;
            return present + (int) (before * left);
        }
    }
}
