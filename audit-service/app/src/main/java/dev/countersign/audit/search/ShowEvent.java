package dev.countersign.audit.search;

import dev.countersign.audit.api.AuditError;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.EventRecord;
import dev.countersign.audit.sequence.StoredTiles;
import dev.countersign.runtime.Refused;
import dev.countersign.tlog.InclusionProof;
import dev.countersign.tlog.Receipt;
import dev.countersign.tlog.SignedNote;
import dev.countersign.tlog.Tree;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Shows one event with its evidence. What one may not see does not exist. */
@ApplicationScoped
public class ShowEvent {

    private final DataSource database;

    ShowEvent(DataSource database) {
        this.database = database;
    }

    /**
     * @param onlyOperator whose agents' events may be seen; all if empty
     * @throws Refused if there is no such event
     */
    public EventRecord record(EventId id, Optional<String> onlyOperator) {
        try (Connection connection = database.getConnection()) {
            long index = index(connection, id, onlyOperator);
            return StoredEvent.read(connection, List.of(index)).getFirst().record();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot show an event", e);
        }
    }

    /**
     * The receipt under the newest checkpoint.
     *
     * @throws Refused if there is no such event, or no checkpoint covers it yet
     */
    public Receipt receipt(EventId id, Optional<String> onlyOperator) {
        try (Connection connection = database.getConnection()) {
            long index = index(connection, id, onlyOperator);
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select size, note from log_checkpoint order by size desc limit 1");
                    ResultSet newest = select.executeQuery()) {
                if (!newest.next() || newest.getLong(1) <= index) {
                    throw new Refused(
                            AuditError.NOT_YET_PUBLISHED,
                            "It is entry %d of the log.".formatted(index));
                }
                InclusionProof proof =
                        new Tree(new StoredTiles(connection), newest.getLong(1)).inclusion(index);
                return Receipt.of(proof, SignedNote.parse(newest.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prove an event", e);
        }
    }

    private static long index(Connection connection, EventId id, Optional<String> onlyOperator)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select idx from event where event_id = ? and (? is null or operator = ?)")) {
            select.setString(1, id.value());
            select.setString(2, onlyOperator.orElse(null));
            select.setString(3, onlyOperator.orElse(null));
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        throw new Refused(AuditError.NO_SUCH_EVENT, "There is no event %s.".formatted(id));
    }
}
