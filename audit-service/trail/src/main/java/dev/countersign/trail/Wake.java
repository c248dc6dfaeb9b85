package dev.countersign.trail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay that there is something to send, within this process. */
@ApplicationScoped
class Wake {

    private final Semaphore signal = new Semaphore(0);

    void up() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            signal.drainPermits();
        }
    }
}
