package dev.countersign.trail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Waits longer after each failure in a row, at random so that replicas do not come together. */
final class Patience {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int DOUBLINGS = 8;

    private int failures;

    void succeeded() {
        if (failures > 0) {
            LOG.infof("The audit log takes events again after %d tries", failures);
        }
        failures = 0;
    }

    /** Says so at the first failure and then ever more rarely, and waits. */
    void failed(String why, Optional<Duration> askedFor) throws InterruptedException {
        if (Integer.bitCount(failures) <= 1) {
            LOG.warnf("The audit log takes no events, they wait: %s", why);
        }
        Thread.sleep(askedFor.map(this::jittered).orElseGet(this::next));
    }

    /** As {@link #failed}, for a thread whose interruption is noticed elsewhere. */
    void sleep(Optional<Duration> askedFor) {
        try {
            Thread.sleep(askedFor.orElseGet(this::next));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration next() {
        Duration longest = SHORTEST.multipliedBy(1L << Math.min(failures++, DOUBLINGS));
        return longest.dividedBy(2)
                .plusNanos(ThreadLocalRandom.current().nextLong(longest.toNanos() / 2));
    }

    private Duration jittered(Duration asked) {
        failures++;
        return asked.plusNanos(ThreadLocalRandom.current().nextLong(asked.toNanos() / 4 + 1));
    }
}
