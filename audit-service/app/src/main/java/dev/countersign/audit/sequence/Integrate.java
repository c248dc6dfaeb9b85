package dev.countersign.audit.sequence;

import dev.countersign.tlog.Hash;
import dev.countersign.tlog.RightEdge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Extends the tree by the entries that wait. One replica at a time: the row of the tree is locked
 * without waiting. Tiles, size and root are one transaction, so a crash leaves the tree before or
 * after, never between.
 */
@ApplicationScoped
class Integrate {

    private static final int MOST = 20_480;

    private final DataSource database;

    Integrate(DataSource database) {
        this.database = database;
    }

    /**
     * @return how many entries were integrated; 0 also if another replica is at it
     * @throws Contradiction if what is stored does not fit together
     */
    @Transactional
    public int next() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tree =
                        statement.executeQuery(
                                """
                                select size, root from log_tree where size < (select next from log_head)
                                for update skip locked
                                """)) {
            return tree.next() ? extend(connection, tree.getLong(1), Hash.of(tree.getBytes(2))) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot integrate", e);
        }
    }

    private static int extend(Connection connection, long size, Hash root) throws SQLException {
        StoredTiles tiles = new StoredTiles(connection);
        RightEdge edge = RightEdge.of(tiles, size);
        if (!edge.root().equals(root)) {
            throw new Contradiction(
                    "the tiles of the tree of size %d give the root %s, stored is %s"
                            .formatted(size, edge.root(), root));
        }
        int added = append(connection, edge);
        if (added > 0) {
            tiles.store(edge.changed());
            update(connection, edge);
        }
        return added;
    }

    private static int append(Connection connection, RightEdge edge) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select idx, leaf, leaf_hash from log_entry where idx >= ? order by idx limit ?")) {
            select.setLong(1, edge.size());
            select.setInt(2, MOST);
            int added = 0;
            try (ResultSet entry = select.executeQuery()) {
                while (entry.next()) {
                    edge.append(checked(entry, edge.size()));
                    added++;
                }
            }
            return added;
        }
    }

    /** Hashes the bytes that were read back: what is in the tree is what will be shown. */
    private static Hash checked(ResultSet entry, long index) throws SQLException {
        if (entry.getLong(1) != index) {
            throw new Contradiction(
                    "entry %d is missing, the next one is %d".formatted(index, entry.getLong(1)));
        }
        Hash hash = Hash.ofLeaf(entry.getBytes(2));
        Hash stored = Hash.of(entry.getBytes(3));
        if (!hash.equals(stored)) {
            throw new Contradiction(
                    "the leaf of entry %d has the hash %s, recorded was %s"
                            .formatted(index, hash, stored));
        }
        return hash;
    }

    private static void update(Connection connection, RightEdge edge) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update log_tree set size = ?, root = ?")) {
            update.setLong(1, edge.size());
            update.setBytes(2, edge.root().bytes());
            update.executeUpdate();
        }
    }
}
