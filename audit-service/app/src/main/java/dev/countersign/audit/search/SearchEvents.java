package dev.countersign.audit.search;

import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds events, a page at a time, newest first. */
@ApplicationScoped
public class SearchEvents {

    private final DataSource database;

    SearchEvents(DataSource database) {
        this.database = database;
    }

    /**
     * @param onlyOperator whose agents' events may be seen; all if empty
     * @throws dev.countersign.runtime.Refused if a condition is not of its form
     */
    public EventPage page(EventQuery query, Optional<String> onlyOperator) {
        Question question = new Question(query, onlyOperator);
        try (Connection connection = database.getConnection()) {
            List<Long> found = indexes(question, connection);
            List<Long> shown = found.subList(0, Math.min(found.size(), question.limit()));
            return new EventPage(
                    StoredEvent.read(connection, shown).stream().map(StoredEvent::view).toList(),
                    found.size() > shown.size()
                            ? Optional.of(shown.getLast().toString())
                            : Optional.empty());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot search", e);
        }
    }

    private static List<Long> indexes(Question question, Connection connection)
            throws SQLException {
        List<Long> indexes = new ArrayList<>();
        try (PreparedStatement select = question.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                indexes.add(row.getLong(1));
            }
        }
        return indexes;
    }
}
