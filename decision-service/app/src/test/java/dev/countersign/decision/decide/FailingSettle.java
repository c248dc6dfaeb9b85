package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.session.SessionMemory;
import dev.countersign.trail.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Breaks the write that releases a call in two ways, once each time it is told to. */
@Mock
@Singleton
public class FailingSettle extends Settle {

    private static final AtomicReference<Failure> NEXT = new AtomicReference<>(Failure.NONE);

    public enum Failure {
        NONE,
        NOT_PERSISTED,
        PERSISTED_BUT_REPORTED_AS_FAILED
    }

    FailingSettle(Decisions decisions, AuditTrail trail, SessionMemory memory) {
        super(decisions, trail, memory);
    }

    public static void failOnce(Failure failure) {
        NEXT.set(failure);
    }

    public static boolean hasFailed() {
        return NEXT.get() == Failure.NONE;
    }

    @Override
    public StoredDecision block(DecisionId id, String reason) {
        return QuarkusTransaction.requiringNew().call(() -> super.block(id, reason));
    }

    @Override
    public Release release(
            DecisionId id, String waiter, String key, String reason, Remains remains) {
        Failure failure = NEXT.getAndSet(Failure.NONE);
        Release release =
                QuarkusTransaction.requiringNew()
                        .call(
                                () -> {
                                    Release made = super.release(id, waiter, key, reason, remains);
                                    if (failure == Failure.NOT_PERSISTED) {
                                        throw new IllegalStateException("not persisted");
                                    }
                                    return made;
                                });
        if (failure == Failure.PERSISTED_BUT_REPORTED_AS_FAILED) {
            throw new IllegalStateException("persisted, but reported as failed");
        }
        return release;
    }
}
