package dev.countersign.decision.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of texts for one statement that takes each column as an array. */
final class Rows {

    private final List<List<@Nullable String>> columns = new ArrayList<>();

    Rows(int width) {
        for (int i = 0; i < width; i++) {
            columns.add(new ArrayList<>());
        }
    }

    void add(@Nullable String... row) {
        for (int i = 0; i < row.length; i++) {
            columns.get(i).add(row[i]);
        }
    }

    void run(Connection connection, String sql) throws SQLException {
        if (columns.getFirst().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(
                        i + 1, connection.createArrayOf("text", columns.get(i).toArray()));
            }
            statement.executeUpdate();
        }
    }
}
