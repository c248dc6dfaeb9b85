package dev.countersign.audit.sequence;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps tree and checkpoint close behind the entries. Every replica runs one; the rows they lock
 * see to it that one at a time does the work.
 */
@ApplicationScoped
class Sequencer {

    private static final Logger LOG = Logger.getLogger(Sequencer.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(700);

    private final StartLog startLog;
    private final Integrate integrate;
    private final Publish publish;
    private final LogState state;
    private final Semaphore stopping = new Semaphore(0);
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private long published;

    Sequencer(StartLog startLog, Integrate integrate, Publish publish, LogState state) {
        this.startLog = startLog;
        this.integrate = integrate;
        this.publish = publish;
        this.state = state;
    }

    /**
     * @throws Contradiction if what is stored is not what was signed; the service does not start
     *     then
     */
    void start(@Observes StartupEvent started) {
        startLog.ifNew();
        while (integrate.next() > 0) {
            LOG.debug("integrated what was left from before");
        }
        publish.next();
        thread = Thread.ofVirtual().name("sequencer").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.release();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        published = System.nanoTime();
        try {
            while (!stopping.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    && state.contradiction().isEmpty()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Also run without a sign that something came: another replica may have appended. */
    private void step() {
        try {
            while (integrate.next() > 0) {
                publishIfDue();
            }
            publishIfDue();
        } catch (Contradiction e) {
            state.freeze(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("The sequencer failed and tries again", e);
        }
    }

    private void publishIfDue() {
        if (System.nanoTime() - published >= BETWEEN_CHECKPOINTS.toNanos()) {
            published = System.nanoTime();
            publish.next();
        }
    }
}
