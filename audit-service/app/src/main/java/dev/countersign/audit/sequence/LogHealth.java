package dev.countersign.audit.sequence;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the log goes on and how far tree and checkpoint are behind the entries. */
@Readiness
@ApplicationScoped
class LogHealth implements HealthCheck {

    private final DataSource database;
    private final LogState state;

    LogHealth(DataSource database, LogState state) {
        this.database = database;
        this.state = state;
    }

    private record Figures(long entries, long integrated, long published) {}

    void measure(@Observes StartupEvent started, MeterRegistry registry) {
        registry.gauge("countersign.log.entries", this, h -> h.figures().entries());
        registry.gauge("countersign.log.integrated", this, h -> h.figures().integrated());
        registry.gauge("countersign.log.published", this, h -> h.figures().published());
        registry.gauge("countersign.log.frozen", state, s -> s.contradiction().isPresent() ? 1 : 0);
    }

    @Override
    public HealthCheckResponse call() {
        Figures now = figures();
        var response =
                HealthCheckResponse.named("audit log")
                        .withData("entries", now.entries())
                        .withData("integrated", now.integrated())
                        .withData("published", now.published());
        state.contradiction().ifPresent(why -> response.withData("frozen", why));
        return response.status(state.contradiction().isEmpty()).build();
    }

    private Figures figures() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select coalesce((select next from log_head), 0), (select size from log_tree),
                                    coalesce((select max(size) from log_checkpoint), 0)
                                """)) {
            row.next();
            return new Figures(row.getLong(1), row.getLong(2), row.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read how far the log is", e);
        }
    }
}
