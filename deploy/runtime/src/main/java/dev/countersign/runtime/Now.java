package dev.countersign.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * The database's time. Requests, grants, bypasses and sessions end by this clock, so that no
 * replica's own clock can shorten or stretch them.
 */
@ApplicationScoped
public class Now {

    private final Instance<DataSource> database;

    public Now(Instance<DataSource> database) {
        this.database = database;
    }

    /** Inside a transaction the time of its start, otherwise the present; microseconds. */
    public Instant instant() {
        try (var connection = database.get().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not tell the time", e);
        }
    }
}
