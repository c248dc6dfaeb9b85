package dev.countersign.approval.change;

import dev.countersign.approval.api.Change;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.DecisionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The numbered list of what changed. {@link Feed} tells when it has grown. */
@ApplicationScoped
public class Changes {

    static final String CHANNEL = "countersign_change";

    /**
     * Takes the next number by locking the one row that holds it until the caller commits. So
     * numbers follow the order of commits and none is left out; a sequence could promise neither.
     * Take it last in a transaction: everybody else who changes something waits for it.
     */
    private static final String APPEND =
            """
            with next as (update change_position set position = position + 1 returning position)
            insert into change (position, kind, subject, status, decision)
            select position, ?, ?, ?, ? from next
            """;

    private static final String AFTER =
            """
            select position, kind, subject, status, decision, at from change
            where position > ? order by position limit ?
            """;

    private final DataSource database;

    Changes(DataSource database) {
        this.database = database;
    }

    /**
     * Adds a change in the caller's transaction; readers are woken by its commit.
     *
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(ApprovalId approval, Enum<?> status, DecisionId decision) {
        append("approval", approval.value(), status.name(), decision.value());
    }

    /** As the other, for a bypass. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(BypassId bypass, Enum<?> status) {
        append("bypass", bypass.value(), status.name(), "");
    }

    private void append(String... values) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(APPEND)) {
            for (int i = 0; i < values.length; i++) {
                insert.setString(i + 1, values[i]);
            }
            insert.executeUpdate();
            announce();
        } catch (SQLException e) {
            throw new IllegalStateException("The change could not be noted", e);
        }
    }

    /** Wakes the readers of every replica, once the transaction commits if there is one. */
    void announce() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("notify " + CHANNEL);
        } catch (SQLException e) {
            throw new IllegalStateException("The change could not be announced", e);
        }
    }

    /**
     * What came after a position, oldest first.
     *
     * @param limit at most so many
     */
    public List<Change> after(long position, int limit) {
        try (var connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setLong(1, position);
            select.setInt(2, limit);
            List<Change> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(change(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The changes could not be read", e);
        }
    }

    /** The position of the newest committed change, 0 if there is none yet. */
    public long newest() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select position from change_position");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The newest change could not be read", e);
        }
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("position"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("status"),
                row.getString("decision"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
