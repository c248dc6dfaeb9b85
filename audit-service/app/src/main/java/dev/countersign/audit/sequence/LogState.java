package dev.countersign.audit.sequence;

import dev.countersign.audit.api.AuditError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log goes on. Once frozen it stays so until somebody has looked and starts it again.
 */
@ApplicationScoped
public class LogState {

    private static final Logger LOG = Logger.getLogger(LogState.class);

    private final AtomicReference<@Nullable String> contradiction = new AtomicReference<>();

    void freeze(String why) {
        if (contradiction.compareAndSet(null, why)) {
            LOG.fatalf("The log is frozen: %s", why);
        }
    }

    Optional<String> contradiction() {
        return Optional.ofNullable(contradiction.get());
    }

    /**
     * @throws Refused if the log is frozen
     */
    public void requireSound() {
        String why = contradiction.get();
        if (why != null) {
            throw new Refused(AuditError.LOG_FROZEN, why);
        }
    }
}
