package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The platform's PostgreSQL: durable, with a password, one database and one role per service. */
final class PostgresComponent implements Component {
    /** Roles and databases have the same names. */
    static final List<Part> OWNERS = List.of(Part.DECISION, Part.APPROVAL, Part.AUDIT);

    private static final Map<String, String> SETTINGS =
            Map.of("max_connections", "200", "max_wal_size", "2GB", "log_timezone", "UTC");

    private final Path binaries;
    private final Home home;
    private final int port;
    private final Secrets secrets;

    PostgresComponent(Path binaries, Home home, int port) {
        this.binaries = binaries;
        this.home = home;
        this.port = port;
        this.secrets = new Secrets(home.secrets());
    }

    @Override
    public Part part() {
        return Part.POSTGRES;
    }

    @Override
    public String fingerprint() {
        return new Fingerprint().add(binaries).add(port).add(SETTINGS).toString();
    }

    @Override
    public ServerProcess start() throws IOException, InterruptedException {
        PostgresServer server = server();
        if (!server.isInitialised()) {
            // A folder without PG_VERSION is one whose first start was interrupted.
            FileTree.delete(server.data());
            secrets.text("postgres-superuser");
            server.initialiseWithPassword(home.secrets().resolve("postgres-superuser"));
        }
        server.removeStaleLock();
        return server.start(port, SETTINGS);
    }

    @Override
    public void awaitReady(ServerProcess process) throws IOException, InterruptedException {
        server().awaitReady(process, port, secrets.text("postgres-superuser"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (Part owner : OWNERS) {
                provide(connection, statement, owner);
            }
        } catch (SQLException e) {
            throw new PlatformFailure("Cannot prepare the databases: " + e.getMessage(), e);
        }
    }

    private void provide(Connection connection, Statement statement, Part owner)
            throws SQLException {
        String name = owner.fileName();
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
            statement.execute("create role " + name + " login");
        }
        // Secrets are base64url, so the quotes cannot be left.
        statement.execute("alter role " + name + " password '" + password(owner) + "'");
        if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
            statement.execute("create database " + name + " owner " + name);
        }
        statement.execute("revoke all on database " + name + " from public");
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    @Override
    public boolean isReady() {
        try (Connection ignored = connect()) {
            return true;
        } catch (SQLException notThere) {
            return false;
        }
    }

    String password(Part owner) {
        return secrets.text("postgres-" + owner.fileName());
    }

    String jdbcUrl(Part owner) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + owner.fileName();
    }

    private Connection connect() throws SQLException {
        return PostgresServer.connect(
                port, "postgres", PostgresServer.SUPERUSER, secrets.text("postgres-superuser"));
    }

    private PostgresServer server() throws IOException {
        return new PostgresServer(
                binaries, home.data().resolve("postgres"), home.log(Part.POSTGRES));
    }
}
