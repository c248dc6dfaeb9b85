package dev.countersign.decision.source;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at the source again and again: when its host says so, and by itself. */
@ApplicationScoped
class GitWatch {

    private static final Logger LOG = Logger.getLogger(GitWatch.class);
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    /** So that no number of calls makes it look more often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ConfiguredSource source;
    private final Duration poll;
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean running;
    private Optional<Thread> watching = Optional.empty();

    GitWatch(ConfiguredSource source, GitSettings settings) {
        this.source = source;
        this.poll = settings.poll();
        if (poll.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException(
                    "countersign.policy.git.poll is %s; it is at least %s."
                            .formatted(poll, SHORTEST));
        }
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        running = true;
        watching =
                source.looking()
                        .map(
                                looking ->
                                        Thread.ofVirtual()
                                                .name("policy-git")
                                                .start(() -> watch(looking)));
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        source.looking().ifPresent(LookAtRemote::end);
        watching.ifPresent(Thread::interrupt);
    }

    /** Many calls while it looks become one more look. */
    void lookSoon() {
        calls.release();
    }

    private void watch(LookAtRemote looking) {
        // A little less, so that the replica that looked last is in time again.
        Duration within = poll.multipliedBy(9).dividedBy(10);
        attempt(() -> looking.lookUnlessWithin(within));
        while (running) {
            try {
                boolean called = calls.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
                calls.drainPermits();
                if (running) {
                    attempt(
                            called
                                    ? () -> looking.look(Optional.empty())
                                    : () -> looking.lookUnlessWithin(within));
                    Thread.sleep(BETWEEN_LOOKS);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whatever fails is tried again: without this thread nothing new would be taken. */
    private void attempt(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | StackOverflowError failed) {
            if (running) {
                LOG.warnf("Could not look at the repository of policies: %s", failed.getMessage());
            }
        }
    }
}
