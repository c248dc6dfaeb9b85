package dev.countersign.approval.change;

import dev.countersign.approval.api.Change;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Follows the list of changes for everybody in this process. One thread holds one connection on
 * which PostgreSQL announces each commit, reads what is new once, and wakes all who wait; so a
 * thousand listeners cost the database as much as one.
 */
@ApplicationScoped
public class Feed {

    private static final Logger LOG = Logger.getLogger(Feed.class);

    /** Longest time until a change is seen although its announcement was lost. */
    private static final Duration SAFETY_NET = Duration.ofSeconds(2);

    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);
    private static final int REMEMBERED = 5_000;
    private static final int BATCH = 500;

    private final Changes changes;
    private final DataSource database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Deque<Change> recent = new ArrayDeque<>();
    private final Thread reader = Thread.ofVirtual().name("feed").unstarted(this::follow);
    private long newest;
    private volatile boolean running = true;

    Feed(Changes changes, DataSource database) {
        this.changes = changes;
        this.database = database;
    }

    void start(@Observes StartupEvent started) {
        newest = changes.newest();
        reader.start();
    }

    /** Wakes everybody, the reader too: interrupting it would break its connection. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        changes.announce();
        reader.join(SAFETY_NET.plusSeconds(1));
    }

    /**
     * What came after a position, oldest first; waits for it if there is nothing yet. Give the
     * position of the last change you dealt with: nothing is left out and nothing comes twice.
     *
     * @param longest how long to wait at most
     * @return up to 500 changes; empty if none came in time or the process is stopping
     */
    public List<Change> next(long position, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (newest <= position && running && left > 0) {
                left = grown.awaitNanos(left);
            }
            if (newest <= position) {
                return List.of();
            }
            if (!recent.isEmpty() && recent.getFirst().position() <= position + 1) {
                return recent.stream().filter(c -> c.position() > position).limit(BATCH).toList();
            }
        } finally {
            lock.unlock();
        }
        return changes.after(position, BATCH);
    }

    /** The position from which on a listener hears only what is still to come. */
    public long newest() {
        return changes.newest();
    }

    /** Whether changes still arrive; false once the process is stopping. */
    public boolean running() {
        return running;
    }

    private void follow() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    LOG.warnf("Changes are not announced at present, reconnecting: %s", e);
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + Changes.CHANNEL);
            PGConnection announcements = connection.unwrap(PGConnection.class);
            while (running) {
                readWhatIsNew();
                announcements.getNotifications((int) SAFETY_NET.toMillis());
            }
            statement.execute("unlisten *");
        }
    }

    private void readWhatIsNew() {
        List<Change> found;
        do {
            found = changes.after(newest, BATCH);
            remember(found);
        } while (found.size() == BATCH);
    }

    private void remember(List<Change> found) {
        if (found.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            recent.addAll(found);
            while (recent.size() > REMEMBERED) {
                recent.removeFirst();
            }
            newest = found.getLast().position();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            boolean woken = grown.await(RECONNECT_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("Reconnecting woken=%s", woken);
        } catch (InterruptedException e) {
            LOG.debug("Stopping");
        } finally {
            lock.unlock();
        }
    }
}
