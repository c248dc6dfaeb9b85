package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real PostgreSQL for tests: one server per Maven build, one database per caller. It does not
 * wait for the disk, so a test about durability needs a server of its own.
 */
public final class TestPostgres {
    /** Owns every test database and is no superuser, as in production; its password is ignored. */
    public static final String USER = "countersign";

    private static final int HINT_LENGTH = 40;

    private TestPostgres() {}

    /**
     * Creates an empty database.
     *
     * @param hint begins the name, for people who look at the server; any text
     * @return a JDBC address that includes the user
     */
    public static String freshDatabase(String hint) {
        int port = BuildServers.port("postgres", TestPostgres::start);
        String name = name(hint);
        try (Connection connection =
                        PostgresServer.connect(port, "postgres", PostgresServer.SUPERUSER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + USER);
        } catch (SQLException e) {
            throw new PlatformFailure("Cannot create the test database " + name, e);
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + USER;
    }

    private static String name(String hint) {
        String readable = hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return "t_"
                + readable.substring(0, Math.min(HINT_LENGTH, readable.length()))
                + "_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 10);
    }

    private static BuildServers.Started start(Path folder)
            throws IOException, InterruptedException {
        PostgresServer server =
                new PostgresServer(
                        Distribution.postgres(progress -> {}),
                        folder.resolve("data"),
                        folder.resolve("postgres.log"));
        server.initialiseTrusting();
        int port = FreePort.find();
        ServerProcess process =
                server.start(
                        port,
                        Map.of(
                                "fsync", "off",
                                "synchronous_commit", "off",
                                "full_page_writes", "off",
                                "max_connections", "300"));
        server.awaitReady(process, port, "");
        try (Connection connection =
                        PostgresServer.connect(port, "postgres", PostgresServer.SUPERUSER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login");
        } catch (SQLException e) {
            throw new PlatformFailure("Cannot create the role of the tests", e);
        }
        return new BuildServers.Started(port, process);
    }
}
