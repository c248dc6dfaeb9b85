package dev.countersign.decision.decide;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.trail.AuditTrail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Makes final decisions durable, each together with its event. One writer takes everything that
 * waits and commits it together; a decision is answered after that commit and never before. Under
 * load the commits grow, not the waiting.
 *
 * <p>If the process dies before the commit, nobody was answered. If it dies after it, the log holds
 * a decision that nobody heard: the agent asks again and gets another one.
 */
@ApplicationScoped
class DecisionJournal {

    private static final Logger LOG = Logger.getLogger(DecisionJournal.class);
    private static final int MOST_TOGETHER = 256;
    private static final int MOST_WAITING = 20_000;

    private final DataSource database;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean running;

    DecisionJournal(DataSource database, Decisions decisions, AuditTrail trail) {
        this.database = database;
        this.decisions = decisions;
        this.trail = trail;
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        running = true;
        Thread.ofPlatform().name("decision-journal").daemon().start(this::write);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    /**
     * Never blocks. Completes after the commit; with {@link Ended} if it would proceed and session,
     * agent or key has ended, with {@link NotDurable} if the database did not confirm.
     */
    CompletionStage<DecisionView> add(Entry entry) {
        Waiting waiting = new Waiting(entry, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            waiting.answer.completeExceptionally(
                    new NotDurable(new IllegalStateException("too many wait")));
        }
        return waiting.answer;
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (running) {
            batch.clear();
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, MOST_TOGETHER - 1);
                commit(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "The decision journal failed for %d decisions", batch.size());
                fail(batch, e);
            }
        }
    }

    /** One decision that cannot be stored must not take the others with it. */
    private void commit(List<Waiting> batch) {
        try (Connection connection = database.getConnection()) {
            if (!committed(connection, batch) && batch.size() > 1) {
                for (Waiting waiting : batch) {
                    if (!committed(connection, List.of(waiting))) {
                        fail(List.of(waiting), new SQLException("not storable"));
                    }
                }
            }
        } catch (SQLException e) {
            LOG.warnf("Decisions are refused, the database fails: %s", e.getMessage());
            fail(batch, e);
        }
    }

    /**
     * @return false if a statement failed and nothing is stored
     * @throws SQLException if the commit failed, in which case it is not known what is stored
     */
    private boolean committed(Connection connection, List<Waiting> batch) throws SQLException {
        connection.setAutoCommit(false);
        List<Waiting> standing;
        List<EventId> events;
        try {
            Set<String> ended = ended(connection, batch);
            standing = batch.stream().filter(waiting -> !waiting.dependsOn(ended)).toList();
            List<Entry> entries = standing.stream().map(Waiting::entry).toList();
            List<Event> made =
                    entries.stream().map(entry -> entry.event(Optional.empty())).toList();
            events = entries.isEmpty() ? List.of() : trail.append(connection, made);
            if (!entries.isEmpty()) {
                decisions.insertFinal(connection, entries, events);
            }
        } catch (SQLException | IllegalArgumentException e) {
            connection.rollback();
            if (batch.size() == 1) {
                LOG.errorf(e, "A decision could not be stored");
                fail(batch, e);
                return true;
            }
            return false;
        }
        connection.commit();
        trail.committed();
        answer(batch, standing, events);
        return true;
    }

    private Set<String> ended(Connection connection, List<Waiting> batch) throws SQLException {
        List<Entry> proceeding =
                batch.stream().map(Waiting::entry).filter(Entry::proceeds).toList();
        return proceeding.isEmpty()
                ? Set.of()
                : decisions.ended(
                        connection,
                        proceeding.stream()
                                .map(entry -> entry.session().value())
                                .collect(Collectors.toSet()),
                        proceeding.stream()
                                .map(entry -> entry.proposal().agent().key())
                                .collect(Collectors.toSet()));
    }

    private static void answer(List<Waiting> batch, List<Waiting> standing, List<EventId> events) {
        for (int i = 0; i < standing.size(); i++) {
            Waiting waiting = standing.get(i);
            waiting.answer.complete(waiting.entry.view(events.get(i)));
        }
        batch.forEach(waiting -> waiting.answer.completeExceptionally(new Ended()));
    }

    private static void fail(List<Waiting> batch, Throwable cause) {
        batch.forEach(waiting -> waiting.answer.completeExceptionally(new NotDurable(cause)));
    }

    private record Waiting(Entry entry, CompletableFuture<DecisionView> answer) {
        boolean dependsOn(Set<String> ended) {
            return entry.proceeds()
                    && (ended.contains(entry.session().value())
                            || ended.contains(entry.proposal().agent().key()));
        }
    }
}
