package dev.countersign.approval.request;

import dev.countersign.runtime.Now;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** The database's time, ahead by as much as a test says. */
@Mock
@Singleton
public class TurnedNow extends Now {

    private volatile Duration ahead = Duration.ZERO;

    public TurnedNow(Instance<DataSource> database) {
        super(database);
    }

    public void turn(Duration by) {
        ahead = by;
    }

    @Override
    public Instant instant() {
        return super.instant().plus(ahead);
    }
}
