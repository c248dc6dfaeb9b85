package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Finds agents by key or name, and remembers each answer for a second: so long may a revoked key
 * still read. It never gets a call through in that second, because the transaction that makes a
 * decision durable looks at key, agent and session itself.
 */
@ApplicationScoped
public class KnownAgents {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private static final String BY_KEY =
            """
            select a.id, a.name, a.operator, a.owner, a.operator_subject, a.owner_subject, k.hash
            from agent_key k join agent a on a.id = k.agent_id
            where k.hash = ? and k.revoked_at is null and k.expires_at > now()
              and a.revoked_at is null
            """;
    private static final String BY_NAME =
            """
            select a.id, a.name, a.operator, a.owner, a.operator_subject, a.owner_subject, ''
            from agent a where a.name = ? and a.revoked_at is null
            """;

    private final DataSource database;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    KnownAgents(DataSource database) {
        this.database = database;
    }

    /** What is remembered of a key; never blocks. */
    Optional<AgentRef> rememberedByKey(KeySecret key) {
        return recall(key.hash());
    }

    /**
     * Asks the database if need be.
     *
     * @throws Refused if the database does not answer
     */
    Optional<AgentRef> byKey(KeySecret key) {
        return recall(key.hash()).or(() -> ask(BY_KEY, key.hash(), key.hash()));
    }

    /** What is remembered of a name; never blocks. */
    public Optional<AgentRef> rememberedByName(String name) {
        return recall("name " + name);
    }

    /**
     * Asks the database if need be.
     *
     * @throws Refused if the database does not answer
     */
    public Optional<AgentRef> byName(String name) {
        return rememberedByName(name).or(() -> ask(BY_NAME, name, "name " + name));
    }

    /**
     * Looks again, whatever is remembered.
     *
     * @throws Refused if agent or key is good no more
     */
    public void requireGood(AgentRef agent) {
        Optional<AgentRef> found =
                agent.key().isEmpty()
                        ? ask(BY_NAME, agent.name(), "name " + agent.name())
                        : ask(BY_KEY, agent.key(), agent.key());
        if (found.isEmpty()) {
            throw new Refused(HttpError.NOT_SIGNED_IN, "The key was revoked or has expired.");
        }
    }

    /** Forgets everything, so that the next call sees what changed. */
    public void forget() {
        remembered.clear();
    }

    private Optional<AgentRef> recall(String as) {
        return Optional.ofNullable(remembered.get(as))
                .filter(Remembered::fresh)
                .map(Remembered::agent);
    }

    private Optional<AgentRef> ask(String question, String value, String as) {
        long asked = System.nanoTime();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, value);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                AgentRef agent = read(row);
                if (remembered.size() >= MOST) {
                    forget();
                }
                remembered.put(as, new Remembered(agent, asked));
                return Optional.of(agent);
            }
        } catch (SQLException e) {
            throw new Refused(
                    HttpError.UNAVAILABLE, "The registry of agents cannot be read just now.");
        }
    }

    private static AgentRef read(ResultSet row) throws SQLException {
        return new AgentRef(
                new AgentId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                Stream.of(row.getString(5), row.getString(6)).filter(Objects::nonNull).toList(),
                row.getString(7));
    }

    private record Remembered(AgentRef agent, long since) {
        boolean fresh() {
            return System.nanoTime() - since < REMEMBERED.toNanos();
        }
    }
}
