package dev.countersign.decision.decide;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.session.KnownSessions;
import dev.countersign.decision.session.SessionMemory;
import dev.countersign.policy.history.Traces;
import dev.countersign.trail.AuditTrail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final SessionMemory memory;
    private final KnownSessions sessions;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean running;

    DecisionJournal(
            DataSource database,
            Decisions decisions,
            AuditTrail trail,
            SessionMemory memory,
            KnownSessions sessions) {
        this.database = database;
        this.decisions = decisions;
        this.trail = trail;
        this.memory = memory;
        this.sessions = sessions;
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
     * agent or key has ended, with {@link Stale} if it would and the session remembers more than
     * when it was judged, with {@link NotDurable} if the database did not confirm.
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
        Standing present;
        List<Waiting> standing;
        List<EventId> events;
        Map<String, Traces> traces;
        Map<String, Long> revisions;
        try {
            present = present(connection, batch);
            standing = batch.stream().filter(waiting -> waiting.mayStand(present)).toList();
            List<Entry> entries = standing.stream().map(Waiting::entry).toList();
            traces = traces(entries);
            revisions = memory.write(connection, traces);
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
        remember(standing, traces, revisions);
        answer(standing, events);
        batch.forEach(waiting -> waiting.refuse(present));
        return true;
    }

    /** What calls of one session leave behind is one change. */
    private static Map<String, Traces> traces(List<Entry> entries) {
        Map<String, Traces> traces = new HashMap<>();
        entries.stream()
                .filter(entry -> !entry.remains().traces().isEmpty())
                .forEach(
                        entry ->
                                traces.merge(
                                        entry.session().value(),
                                        entry.remains().traces(),
                                        Traces::and));
        return traces;
    }

    /** Before anybody is answered, for the next call comes with the answer. */
    private void remember(
            List<Waiting> standing, Map<String, Traces> traces, Map<String, Long> revisions) {
        if (traces.isEmpty()) {
            return;
        }
        for (Waiting waiting : standing) {
            Traces left = traces.remove(waiting.entry.session().value());
            if (left != null) {
                Proposal proposal = waiting.entry.proposal();
                sessions.changed(
                        proposal.agent(),
                        proposal.session().name(),
                        left,
                        revisions.getOrDefault(waiting.entry.session().value(), 0L));
            }
        }
    }

    private Standing present(Connection connection, List<Waiting> batch) throws SQLException {
        List<Entry> proceeding =
                batch.stream().map(Waiting::entry).filter(Entry::proceeds).toList();
        return proceeding.isEmpty()
                ? Standing.UNASKED
                : decisions.standing(
                        connection,
                        proceeding.stream()
                                .map(entry -> entry.session().value())
                                .collect(Collectors.toSet()),
                        proceeding.stream()
                                .map(entry -> entry.proposal().agent().key())
                                .collect(Collectors.toSet()));
    }

    private static void answer(List<Waiting> standing, List<EventId> events) {
        for (int i = 0; i < standing.size(); i++) {
            Waiting waiting = standing.get(i);
            waiting.answer.complete(waiting.entry.view(events.get(i)));
        }
    }

    private static void fail(List<Waiting> batch, Throwable cause) {
        batch.forEach(waiting -> waiting.answer.completeExceptionally(new NotDurable(cause)));
    }

    private record Waiting(Entry entry, CompletableFuture<DecisionView> answer) {
        boolean mayStand(Standing present) {
            return !entry.proceeds() || !hasEnded(present) && isPresent(present);
        }

        private boolean hasEnded(Standing present) {
            return present.hasEnded(entry.session().value(), entry.proposal().agent().key());
        }

        private boolean isPresent(Standing present) {
            return entry.remains().revision() >= present.revision(entry.session().value());
        }

        /** Does nothing if it was answered. */
        void refuse(Standing present) {
            answer.completeExceptionally(
                    hasEnded(present)
                            ? new Ended()
                            : new Stale(present.revision(entry.session().value())));
        }
    }
}
