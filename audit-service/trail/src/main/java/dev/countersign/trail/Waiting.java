package dev.countersign.trail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * How much waits for the audit log. Shown, never a reason to be unhealthy: a service goes on
 * recording while the log is away.
 */
@Wellness
@ApplicationScoped
class Waiting implements HealthCheck {

    private final DataSource database;

    Waiting(DataSource database) {
        this.database = database;
    }

    private record Figures(double oldestSeconds, long events, long refused) {}

    void measure(@Observes StartupEvent started, MeterRegistry registry) {
        registry.gauge("countersign.outbox.age.seconds", this, w -> w.figures().oldestSeconds());
        registry.gauge("countersign.outbox.events", this, w -> w.figures().events());
        registry.gauge("countersign.outbox.refused", this, w -> w.figures().refused());
    }

    @Override
    public HealthCheckResponse call() {
        Figures now = figures();
        return HealthCheckResponse.named("events that wait for the audit log")
                .withData("oldest_seconds", (long) now.oldestSeconds())
                .withData("events", now.events())
                .withData("refused", now.refused())
                .up()
                .build();
    }

    private Figures figures() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select coalesce(extract(epoch from now() - (
                                        select recorded_at from outbox order by position limit 1)), 0),
                                    (select count(*) from outbox), (select count(*) from outbox_refused)
                                """)) {
            row.next();
            return new Figures(row.getDouble(1), row.getLong(2), row.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the outbox", e);
        }
    }
}
