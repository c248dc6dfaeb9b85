package dev.countersign.audit.sequence;

import dev.countersign.platform.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database with the log's tables, and transactions that a test commits or lets crash. */
final class Database {

    final String url;

    private Database(String url) {
        this.url = url;
    }

    static Database create() throws SQLException, IOException {
        Database database = new Database(TestPostgres.freshDatabase("log"));
        database.execute(script("V20261120_1__log"));
        database.execute(script("V20261120_2__event"));
        return database;
    }

    private static String script(String name) throws IOException {
        try (InputStream in =
                Database.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A backup as it is now, restored under another name. */
    Database copy() throws SQLException {
        String[] server = url.split("/t_");
        String name = "t_" + server[1].replaceFirst("\\?.*", "");
        String copy = name + "_copy";
        try (Connection connection =
                        DriverManager.getConnection(server[0] + "/postgres?user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create database %s template %s owner %s"
                            .formatted(copy, name, TestPostgres.USER));
        }
        return new Database(url.replace(name, copy));
    }

    /** As when a use case runs in its transaction. */
    <T> T commit(Function<DataSource, T> useCase) throws SQLException {
        return run(useCase, true);
    }

    /** As when the process dies just before the commit. */
    <T> T crash(Function<DataSource, T> useCase) throws SQLException {
        return run(useCase, false);
    }

    private <T> T run(Function<DataSource, T> useCase, boolean commit) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            T result = useCase.apply(new One(connection));
            if (commit) {
                connection.commit();
            }
            return result;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What somebody with the owner's rights can do, triggers and privileges notwithstanding. */
    void tamper(String table, String sql) throws SQLException {
        execute(
                "grant update, delete on %1$s to current_user; alter table %1$s disable trigger user; %2$s; alter table %1$s enable always trigger only_grows"
                        .formatted(table, sql));
    }

    /** Hands out one connection, whose end the test decides. */
    private record One(Connection connection) implements DataSource {

        @Override
        public Connection getConnection() {
            return (Connection)
                    java.lang.reflect.Proxy.newProxyInstance(
                            Database.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("close")) {
                                    return null;
                                }
                                try {
                                    return method.invoke(connection, arguments);
                                } catch (java.lang.reflect.InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            return new PrintWriter(System.err);
        }

        @Override
        public void setLogWriter(PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> kind) throws SQLException {
            throw new SQLException("not a wrapper");
        }

        @Override
        public boolean isWrapperFor(Class<?> kind) {
            return false;
        }
    }
}
