package dev.countersign.audit.sequence;

import dev.countersign.audit.AuditConfig;
import dev.countersign.audit.ingest.Append;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes the first entry of a new log, which names it. */
@ApplicationScoped
class StartLog {

    private final DataSource database;
    private final String origin;

    StartLog(DataSource database, AuditConfig config) {
        this.database = database;
        this.origin = config.origin();
    }

    @Transactional
    public void ifNew() {
        try (Connection connection = database.getConnection()) {
            Append.startLog(connection, origin);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start the log", e);
        }
    }
}
