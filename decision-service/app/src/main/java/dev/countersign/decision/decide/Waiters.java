package dev.countersign.decision.decide;

import dev.countersign.audit.api.DecisionId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who waits on this replica. They hold no thread, no connection and no transaction. Of several that
 * wait for the same call only the newest stays: the others may have lost their client.
 */
@ApplicationScoped
class Waiters {

    private static final int ORDERS = 64;
    private static final int MOST_AT_ONCE = 200;

    private final Map<DecisionId, Waiter> waiting = new ConcurrentHashMap<>();
    private final List<Lock> orders =
            Stream.<Lock>generate(ReentrantLock::new).limit(ORDERS).toList();
    private final AtomicInteger turn = new AtomicInteger();

    Waiters(MeterRegistry meters) {
        meters.gaugeMapSize("countersign.waiters", List.of(), waiting);
    }

    /**
     * Takes the place of whoever waited for it on this replica. Here and in the database it is
     * taken in the same order.
     *
     * @param taking takes the place in the database
     */
    Waiter join(DecisionId decision, Wait wait, Consumer<Waiter> taking) {
        Waiter waiter = Waiter.until(System.nanoTime() + wait.longest().toNanos());
        Lock order = orders.get(Math.floorMod(decision.hashCode(), ORDERS));
        order.lock();
        try {
            taking.accept(waiter);
            Waiter before = waiting.put(decision, waiter);
            if (before != null) {
                before.woken.complete(Wake.SUPERSEDED);
            }
        } finally {
            order.unlock();
        }
        return started(decision, waiter, wait);
    }

    /**
     * Goes on waiting; empty if another one has come meanwhile. A waiter that was woken may or may
     * not have left its place by now: dependents of a future run in no promised order.
     */
    Optional<Waiter> rejoin(DecisionId decision, Waiter waiter, Wait wait) {
        Waiter again = waiter.again();
        Waiter placed =
                waiting.compute(
                        decision,
                        (id, present) -> present == null || present == waiter ? again : present);
        return placed == again ? Optional.of(started(decision, again, wait)) : Optional.empty();
    }

    /** Stops waiting without an answer. */
    void leave(Waiter waiter) {
        waiter.woken.complete(Wake.GONE);
    }

    private Waiter started(DecisionId decision, Waiter waiter, Wait wait) {
        waiter.woken.whenComplete((wake, failure) -> waiting.remove(decision, waiter));
        long left = Math.max(0, waiter.end - System.nanoTime());
        waiter.woken.completeOnTimeout(Wake.TIMED_OUT, left, TimeUnit.NANOSECONDS);
        wait.gone().thenRun(() -> waiter.woken.complete(Wake.GONE));
        return waiter;
    }

    /** There is news of this decision; never blocks. */
    void wake(DecisionId decision) {
        Waiter waiter = waiting.get(decision);
        if (waiter != null) {
            waiter.woken.completeAsync(() -> Wake.NEWS);
        }
    }

    void wakeAll() {
        decisions().forEach(this::wake);
    }

    /** Of very many only some, others the next time. */
    void wakeSome() {
        List<DecisionId> all = List.copyOf(waiting.keySet());
        int parts = all.size() / MOST_AT_ONCE + 1;
        int part = Math.floorMod(turn.getAndIncrement(), parts);
        for (int i = part; i < all.size(); i += parts) {
            wake(all.get(i));
        }
    }

    Set<DecisionId> decisions() {
        return Set.copyOf(waiting.keySet());
    }

    enum Wake {
        NEWS,
        SUPERSEDED,
        TIMED_OUT,
        GONE
    }

    /**
     * @param name stands in the decision's row while this one waits
     * @param end when it gives up, in {@link System#nanoTime}
     */
    record Waiter(String name, long end, CompletableFuture<Wake> woken) {
        static Waiter until(long end) {
            return new Waiter(UUID.randomUUID().toString(), end, new CompletableFuture<>());
        }

        private Waiter again() {
            return new Waiter(name, end, new CompletableFuture<>());
        }
    }
}
