package dev.countersign.decision.bundle;

import dev.countersign.decision.masking.Masking;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.guard.Guard;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.masking.ActionMask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The policies in force, as this replica knows them. PostgreSQL tells it when they change; in case
 * that is lost it looks by itself every few seconds.
 *
 * <p>What cannot be loaded does not replace what could: the last good bundle stays. A replica that
 * never had one judges by the shipped baseline, which denies what is dangerous.
 */
@ApplicationScoped
public class Policies {

    private static final Logger LOG = Logger.getLogger(Policies.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private static final String IN_FORCE =
            """
            select a.pattern, p.id, p.file
            from policy_activation a join policy p on p.id = a.policy_id
            """;

    private final DataSource database;
    private final Guard guard;
    private final Masking masking;
    private final Bundle.Loaded baseline;
    private volatile Bundle current;
    private final Map<String, Bundle.Loaded> loaded = new HashMap<>();
    private volatile boolean running;

    Policies(DataSource database, Masking masking, GuardSettings guard) {
        this.database = database;
        this.masking = masking;
        this.baseline = Bundle.Loaded.baseline(masking);
        this.current = new Bundle(baseline, Map.of());
        this.guard =
                Guard.at(
                        Stream.concat(
                                        Stream.of(
                                                guard.decision(),
                                                guard.approval(),
                                                guard.audit(),
                                                guard.web(),
                                                guard.identity(),
                                                guard.database()),
                                        guard.addresses().stream().flatMap(List::stream))
                                .toList());
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        running = true;
        load();
        Thread.ofVirtual().name("policy-watch").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
    }

    /** Never throws for anything that an agent can write. */
    public Judgement judge(String agent, Facts facts, Circumstances circumstances) {
        Bundle.Loaded policy = current.forAgent(agent);
        Facts all = policy.compiled().complete(guard.with(facts));
        return new Judgement(
                all,
                circumstances.rootOf(all.action()),
                policy.compiled().judge(all, of(agent, circumstances)),
                new ActionMask(policy.masker(), policy.redact()));
    }

    /** As {@link #judge}, with everything that led to it. */
    public Explanation explain(String agent, Facts facts, Circumstances circumstances) {
        return current.forAgent(agent)
                .compiled()
                .explain(guard.with(facts), of(agent, circumstances));
    }

    /** Masks what calls of the agent returned. */
    public ActionMask maskOfResults(String agent) {
        return new ActionMask(current.forAgent(agent).masker(), List.of());
    }

    private static Circumstances of(String agent, Circumstances circumstances) {
        return circumstances.by(circumstances.proposer().named(agent));
    }

    /** Takes over what is in force in the database. */
    public synchronized void load() {
        try (Connection connection = database.getConnection();
                var query = connection.prepareStatement(IN_FORCE);
                var row = query.executeQuery()) {
            Map<String, Bundle.Loaded> byPattern = new HashMap<>();
            while (row.next()) {
                String pattern = row.getString(1);
                compile(pattern, row.getString(2), row.getString(3))
                        .ifPresent(policy -> byPattern.put(pattern, policy));
            }
            loaded.values().retainAll(byPattern.values());
            current = new Bundle(baseline, byPattern);
        } catch (SQLException e) {
            LOG.errorf(
                    "The policies in force could not be read; the last good ones stay: %s",
                    e.getMessage());
        }
    }

    /** A stored policy never changes, so it is compiled once. */
    private Optional<Bundle.Loaded> compile(String pattern, String id, String file) {
        try {
            return Optional.of(
                    loaded.computeIfAbsent(
                            id,
                            ignored ->
                                    Bundle.Loaded.of(
                                            PolicyFile.read(UploadPolicy.FILE_NAME, file),
                                            masking)));
        } catch (PolicyErrors e) {
            LOG.errorf(
                    "Policy %s cannot be loaded; for %s the last good one stays: %s",
                    id, pattern, e.getMessage());
            return current.activatedFor(pattern);
        }
    }

    private void watch() {
        while (running) {
            try (Connection connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("listen policy_activation");
                load();
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (running) {
                    notified.getNotifications(Math.toIntExact(LOOK_AGAIN.toMillis()));
                    load();
                }
            } catch (SQLException e) {
                LOG.warnf("Not told of new policies just now: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
