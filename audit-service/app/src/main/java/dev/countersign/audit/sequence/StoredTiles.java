package dev.countersign.audit.sequence;

import dev.countersign.tlog.TilePath;
import dev.countersign.tlog.Tiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Tiles in the database: one growing row each. Reads every tile once. */
public final class StoredTiles implements Tiles {

    private record Place(int level, long n) {}

    private final Connection connection;
    private final Map<Place, byte[]> read = new HashMap<>();

    public StoredTiles(Connection connection) {
        this.connection = connection;
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        byte[] data = read.computeIfAbsent(new Place(tile.level(), tile.n()), this::load);
        if (data.length < tile.width() * dev.countersign.tlog.Hash.BYTES) {
            throw new Contradiction("%s has %d bytes only".formatted(tile.path(), data.length));
        }
        return data;
    }

    private byte[] load(Place place) {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select data from log_tile where level = ? and n = ?")) {
            select.setInt(1, place.level);
            select.setLong(2, place.n);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read a tile", e);
        }
    }

    void store(Map<TilePath.Hashes, byte[]> changed) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        """
                        insert into log_tile (level, n, data) values (?, ?, ?)
                        on conflict (level, n) do update set data = excluded.data
                        """)) {
            for (Map.Entry<TilePath.Hashes, byte[]> tile : changed.entrySet()) {
                upsert.setInt(1, tile.getKey().level());
                upsert.setLong(2, tile.getKey().n());
                upsert.setBytes(3, tile.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
