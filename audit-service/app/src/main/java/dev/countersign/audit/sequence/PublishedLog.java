package dev.countersign.audit.sequence;

import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.tlog.EntryBundle;
import dev.countersign.tlog.TilePath;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What the newest checkpoint covers, read from the tables. Nothing beyond it is shown. */
@ApplicationScoped
class PublishedLog {

    private final DataSource database;

    PublishedLog(DataSource database) {
        this.database = database;
    }

    private record Newest(long size, String note) {}

    /**
     * @throws Refused if nothing was published yet
     */
    String checkpoint() {
        try (Connection connection = database.getConnection()) {
            return newest(connection)
                    .orElseThrow(
                            () -> new Refused(HttpError.UNAVAILABLE, "Nothing is published yet."))
                    .note();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the checkpoint", e);
        }
    }

    /** The resource, unless the newest checkpoint implies less of it than the path asks for. */
    Optional<byte[]> read(TilePath path) {
        try (Connection connection = database.getConnection()) {
            long size = newest(connection).map(Newest::size).orElse(0L);
            int level = path instanceof TilePath.Hashes tile ? tile.level() : 0;
            if (TilePath.width(level, path.n(), size) < path.width()) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (path) {
                        case TilePath.Hashes tile ->
                                tile.cut(new StoredTiles(connection).read(tile));
                        case TilePath.Entries bundle -> entries(connection, bundle);
                    });
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the log", e);
        }
    }

    private static byte[] entries(Connection connection, TilePath.Entries bundle)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select leaf from log_entry where idx >= ? and idx < ? order by idx")) {
            select.setLong(1, bundle.first());
            select.setLong(2, bundle.first() + bundle.width());
            List<byte[]> leaves = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    leaves.add(row.getBytes(1));
                }
            }
            if (leaves.size() != bundle.width()) {
                throw new Contradiction(
                        "%s has %d entries".formatted(bundle.path(), leaves.size()));
            }
            return EntryBundle.write(leaves);
        }
    }

    private static Optional<Newest> newest(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select size, note from log_checkpoint order by size desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Newest(row.getLong(1), row.getString(2)))
                    : Optional.empty();
        }
    }
}
