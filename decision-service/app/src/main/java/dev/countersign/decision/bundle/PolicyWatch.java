package dev.countersign.decision.bundle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Keeps what this replica knows of policies up to date. PostgreSQL tells it when they change; in
 * case that is lost it looks by itself every few seconds.
 */
@ApplicationScoped
class PolicyWatch {

    private static final Logger LOG = Logger.getLogger(PolicyWatch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final DataSource database;
    private final PolicyLoader loader;
    private final DeclineChange declining;
    private volatile boolean running;

    PolicyWatch(DataSource database, PolicyLoader loader, DeclineChange declining) {
        this.database = database;
        this.loader = loader;
        this.declining = declining;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        running = true;
        loader.load();
        Thread.ofVirtual().name("policy-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    /** Whatever fails is tried again: without this thread nothing new would come into force. */
    private void watch() {
        while (running) {
            try (Connection connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("listen policy_activation");
                look();
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (running) {
                    notified.getNotifications(Math.toIntExact(LOOK_AGAIN.toMillis()));
                    look();
                }
            } catch (SQLException | RuntimeException | StackOverflowError e) {
                if (!running) {
                    return;
                }
                LOG.warnf("Not told of new policies just now: %s", e.getMessage());
                loader.load();
                pause();
            }
        }
    }

    private void look() {
        loader.load();
        declining.expire();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
