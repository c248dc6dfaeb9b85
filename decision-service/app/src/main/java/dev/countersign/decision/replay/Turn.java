package dev.countersign.decision.replay;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Replays take memory and time from deciding, so that each replica does one at a time. */
@ApplicationScoped
class Turn {

    private final Semaphore one = new Semaphore(1);

    /**
     * @throws Refused REPLAY_RUNNING if another one is under way
     */
    <T> T take(Supplier<T> replay) {
        if (!one.tryAcquire()) {
            throw new Refused(DecisionError.REPLAY_RUNNING, "One is under way.");
        }
        try {
            return replay.get();
        } finally {
            one.release();
        }
    }
}
