package dev.countersign.decision.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.decision.decide.Waiters.Waiter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private final Waiters waiters = new Waiters(new SimpleMeterRegistry());
    private final DecisionId decision = DecisionId.next();
    private final Wait wait = new Wait(Duration.ofSeconds(30), new CompletableFuture<>());

    @Test
    void a_woken_waiter_keeps_its_place_before_anybody_else_has_heard_of_the_waking()
            throws Exception {
        Waiter waiter = waiters.join(decision, wait, taken -> {});
        CompletableFuture<Optional<Waiter>> rejoined =
                waiter.woken().thenApply(wake -> waiters.rejoin(decision, waiter, wait));

        waiters.wake(decision);

        assertThat(rejoined.get(5, TimeUnit.SECONDS)).isPresent();
        assertThat(waiters.decisions()).containsExactly(decision);
    }

    @Test
    void a_woken_waiter_does_not_take_the_place_of_a_newer_one() {
        Waiter older = waiters.join(decision, wait, taken -> {});
        Waiter newer = waiters.join(decision, wait, taken -> {});

        Optional<Waiter> rejoined = waiters.rejoin(decision, older, wait);

        assertThat(rejoined).isEmpty();
        assertThat(newer.woken()).isNotDone();
    }
}
