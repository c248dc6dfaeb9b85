package dev.countersign.trail;

import dev.countersign.audit.api.IngestResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to the audit log, in order, until each was answered. One relay
 * works for all replicas of a service; the others stand by.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STAND_BY = Duration.ofSeconds(1);

    /**
     * For how long what is recorded next may come along. Each batch costs three durable commits on
     * the disk that decisions wait for, however few events are in it.
     */
    private static final Duration GATHER = Duration.ofMillis(50);

    /** After a batch as large as this, the next one need not wait for more. */
    private static final int WORTH_IT = 100;

    private final DataSource database;
    private final AuditLog log;
    private final Wake wake;
    private final String producer;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    Relay(
            DataSource database,
            @RestClient AuditLog log,
            Wake wake,
            @ConfigProperty(name = "quarkus.oidc-client.client-id") String producer) {
        this.database = database;
        this.log = log;
        this.wake = wake;
        this.producer = producer;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofVirtual().name("audit-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        Patience patience = new Patience();
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = database.getConnection()) {
                if (Outbox.lead(connection)) {
                    relay(connection, patience);
                } else {
                    Thread.sleep(STAND_BY);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException e) {
                LOG.warnf("The outbox cannot be read: %s", e.getMessage());
                patience.sleep(Optional.empty());
            } catch (RuntimeException e) {
                LOG.error("The relay to the audit log failed and begins anew", e);
                patience.sleep(Optional.empty());
            }
        }
    }

    private void relay(Connection connection, Patience patience)
            throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try {
            deliverPending(connection, patience);
            String stream = Outbox.startStream(connection, producer);
            LOG.infof("Relaying events to the audit log stream=%s", stream);
            while (true) {
                if (deliverPending(connection, patience) < WORTH_IT) {
                    Thread.sleep(GATHER);
                }
                if (!Outbox.claim(connection, stream)) {
                    wake.await(POLL);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            Outbox.follow(connection);
        }
    }

    /**
     * @return how many events that were
     */
    private int deliverPending(Connection connection, Patience patience)
            throws SQLException, InterruptedException {
        Optional<Batch> pending = Outbox.pending(connection);
        connection.commit();
        if (pending.isPresent()) {
            Outbox.finish(connection, pending.get(), send(pending.get(), patience));
        }
        return pending.map(batch -> batch.rows().size()).orElse(0);
    }

    /** Tries for ever: events are never given up, and the rows behind them keep their order. */
    private List<IngestResult> send(Batch batch, Patience patience) throws InterruptedException {
        byte[] body = batch.cloudEvents("urn:countersign:" + producer);
        while (true) {
            try {
                List<IngestResult> results = log.ingest(body);
                if (batch.isAnsweredBy(results)) {
                    patience.succeeded();
                    results.forEach(this::report);
                    return results;
                }
                patience.failed("the answer is about other events", Optional.empty());
            } catch (RuntimeException e) {
                patience.failed(Failures.text(e), Failures.retryAfter(e));
            }
        }
    }

    private void report(IngestResult result) {
        if (result.status() == IngestResult.Status.REJECTED) {
            LOG.errorf(
                    "The audit log rejected an event; it is kept in outbox_refused event=%s reason=%s",
                    result.id(), result.reason().orElse(""));
        }
    }
}
