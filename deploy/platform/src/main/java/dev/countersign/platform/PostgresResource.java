package dev.countersign.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test an empty database on real PostgreSQL:
 * {@code @QuarkusTestResource(PostgresResource.class)}.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private String hint = "quarkus";

    @Override
    public void init(Map<String, String> arguments) {
        hint = arguments.getOrDefault("hint", hint);
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                TestPostgres.freshDatabase(hint),
                "quarkus.datasource.username",
                TestPostgres.USER,
                "quarkus.datasource.password",
                "trusted");
    }

    @Override
    public void stop() {
        // The server belongs to the whole build.
    }
}
