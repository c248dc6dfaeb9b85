package dev.countersign.trail;

import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.leaf.SealedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Records what happened, in the same transaction as the thing itself: either both are durable or
 * neither is. The audit log gets it afterwards, exactly once, however long it is away.
 *
 * <p>An event's time is that of the database transaction that recorded it.
 */
@ApplicationScoped
public class AuditTrail {

    private static final String INSERT =
            """
            insert into outbox (event_id, type, payload)
            select * from unnest(?::text[], ?::text[], ?::bytea[])
            """;

    private final DataSource database;
    private final TransactionSynchronizationRegistry transactions;
    private final Wake wake;

    AuditTrail(DataSource database, TransactionSynchronizationRegistry transactions, Wake wake) {
        this.database = database;
        this.transactions = transactions;
        this.wake = wake;
    }

    /**
     * Records one event in the caller's transaction.
     *
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     * @throws IllegalStateException if it could not be written; the caller's transaction must not
     *     commit then
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public EventId record(Event event) {
        try (Connection connection = database.getConnection()) {
            EventId id = append(connection, List.of(event)).getFirst();
            transactions.registerInterposedSynchronization(new WakeAfterCommit());
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot record " + event.type(), e);
        }
    }

    /**
     * Records events, in this order, with one statement on a connection whose transaction the
     * caller commits. Needs no container and no transaction manager. Call {@link #committed} after
     * the commit.
     *
     * @return the identifiers, in the order of the events
     */
    public List<EventId> append(Connection connection, List<Event> events) throws SQLException {
        List<SealedEvent> sealed =
                events.stream().map(event -> SealedEvent.of(EventId.next(), event)).toList();
        Array ids = texts(connection, sealed.stream().map(e -> e.id().value()).toArray());
        Array types = texts(connection, sealed.stream().map(SealedEvent::type).toArray());
        Array payloads =
                connection.createArrayOf(
                        "bytea", sealed.stream().map(SealedEvent::data).toArray(byte[][]::new));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, ids);
            insert.setArray(2, types);
            insert.setArray(3, payloads);
            insert.executeUpdate();
        }
        return sealed.stream().map(SealedEvent::id).toList();
    }

    /** Says that appended events are durable now, so that they are sent at once. Never blocks. */
    public void committed() {
        wake.up();
    }

    private static Array texts(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private final class WakeAfterCommit implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                committed();
            }
        }
    }
}
