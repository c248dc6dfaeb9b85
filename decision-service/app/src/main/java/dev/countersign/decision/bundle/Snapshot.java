package dev.countersign.decision.bundle;

import dev.countersign.decision.api.PolicyLayer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the database says is in force.
 *
 * @param at by the database's clock
 */
record Snapshot(Instant at, Map<Scope, Stored> byScope) {

    private static final String IN_FORCE =
            """
            select now(), a.layer, a.pattern, a.policy_id, f.path, f.content, p.envelope
            from (values (1)) as always
            left join policy_activation a on a.ended_at is null
            left join policy p on p.id = a.policy_id
            left join policy_file f on f.policy_id = a.policy_id
            """;

    /**
     * @param files all of the policy's
     * @param envelope the signed one that they came in, if they did
     */
    record Stored(String policy, Map<String, String> files, Optional<String> envelope) {}

    static Snapshot read(Connection connection) throws SQLException {
        Map<Scope, Stored> byScope = new HashMap<>();
        Instant at = Instant.EPOCH;
        try (var query = connection.prepareStatement(IN_FORCE);
                var row = query.executeQuery()) {
            while (row.next()) {
                at = row.getObject(1, OffsetDateTime.class).toInstant();
                if (row.getString(2) != null) {
                    add(row, byScope);
                }
            }
        }
        return new Snapshot(at, byScope);
    }

    private static void add(ResultSet row, Map<Scope, Stored> byScope) throws SQLException {
        String policy = row.getString(4);
        Optional<String> envelope = Optional.ofNullable(row.getString(7));
        PolicyLayer layer = PolicyLayer.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
        Stored stored =
                byScope.computeIfAbsent(
                        new Scope(layer, row.getString(3)),
                        scope -> new Stored(policy, new TreeMap<>(), envelope));
        if (row.getString(5) != null) {
            stored.files().put(row.getString(5), row.getString(6));
        }
    }
}
