package dev.countersign.audit.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many rows in one statement: an array for each column, so that the statement's text is constant.
 */
record Columns(String type, @Nullable Object[] values) {

    static <T> Columns of(String type, List<T> rows, Function<T, @Nullable Object> value) {
        Object[] values =
                rows.stream()
                        .map(value)
                        .toArray(type.equals("bytea") ? byte[][]::new : Object[]::new);
        return new Columns(type, values);
    }

    static void insert(Connection connection, String statement, Columns... columns)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            for (int i = 0; i < columns.length; i++) {
                insert.setArray(
                        i + 1, connection.createArrayOf(columns[i].type, columns[i].values));
            }
            insert.executeUpdate();
        }
    }
}
