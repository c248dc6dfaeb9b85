package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One PostgreSQL on loopback TCP.
 *
 * @param binaries the unpacked distribution
 * @param data the data folder
 * @param log receives the server's output
 */
record PostgresServer(Path binaries, Path data, Path log) {
    static final String SUPERUSER = "postgres";

    boolean isInitialised() {
        return Files.isRegularFile(data.resolve("PG_VERSION"));
    }

    /** Creates a data folder that trusts everybody who reaches its port: for tests. */
    void initialiseTrusting() throws IOException, InterruptedException {
        initialise(List.of("-A", "trust"));
    }

    /** Creates a data folder that asks for a password, the superuser's being in the file. */
    void initialiseWithPassword(Path passwordFile) throws IOException, InterruptedException {
        initialise(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile));
    }

    private void initialise(List<String> authentication) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-N", // the folder is made durable by the first checkpoint
                                "-D",
                                data.toString(),
                                "-U",
                                SUPERUSER,
                                "-E",
                                "UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C.UTF-8"));
        arguments.addAll(authentication);
        Launch.toEnd(program("initdb", arguments), Map.of("LC_ALL", "C.UTF-8"));
    }

    ServerProcess start(int port, Map<String, String> settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        setting(arguments, "port", Integer.toString(port));
        setting(arguments, "listen_addresses", "127.0.0.1");
        setting(arguments, "unix_socket_directories", "");
        settings.forEach((name, value) -> setting(arguments, name, value));
        return Launch.detached(
                program("postgres", arguments), Map.of("LC_ALL", "C.UTF-8"), data, log);
    }

    private static void setting(List<String> arguments, String name, String value) {
        arguments.add("-c");
        arguments.add(name + "=" + value);
    }

    /**
     * PostgreSQL refuses to start while its lock file names a process that lives, which after a
     * power cut can be a stranger with the same number. Call only when our server does not run.
     */
    void removeStaleLock() throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (Files.exists(lock) && owner(lock).isEmpty()) {
            Files.delete(lock);
        }
    }

    private Optional<ProcessHandle> owner(Path lock) throws IOException {
        List<String> lines = Files.readAllLines(lock);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(
                        handle ->
                                handle.info()
                                        .command()
                                        .filter(c -> c.endsWith("postgres"))
                                        .isPresent());
    }

    /** Waits until the server answers, or fails with the end of its log. */
    void awaitReady(ServerProcess process, int port, String password) throws InterruptedException {
        Await.ready(
                "PostgreSQL",
                process,
                log,
                Duration.ofSeconds(60),
                () -> {
                    try (Connection ignored = connect(port, "postgres", SUPERUSER, password)) {
                        return true;
                    } catch (SQLException notYet) {
                        return false;
                    }
                });
    }

    static Connection connect(int port, String database, String user, String password)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        Connection connection =
                new org.postgresql.Driver()
                        .connect(
                                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
        if (connection == null) {
            throw new SQLException("The PostgreSQL driver refused its own address");
        }
        return connection;
    }

    /** PostgreSQL refuses to run as root, but runs as a user that only its own namespace knows. */
    private List<String> program(String name, List<String> arguments) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            line.add(
                    Launch.onPath("unshare")
                            .orElseThrow(
                                    () ->
                                            new PlatformFailure(
                                                    "PostgreSQL does not run as root, and the program"
                                                            + " unshare that gets around it is missing."
                                                            + " Install util-linux or use another"
                                                            + " account.")));
            line.add("-U");
            line.add("--");
        }
        line.add(binaries.resolve("bin").resolve(name).toString());
        line.addAll(arguments);
        return line;
    }
}
