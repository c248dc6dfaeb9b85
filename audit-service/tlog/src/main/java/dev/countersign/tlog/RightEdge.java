package dev.countersign.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The growing end of a tree: the last tile of each level, full or not. Enough to append leaves and
 * to know the root.
 */
public final class RightEdge {

    private final List<byte[]> edge = new ArrayList<>();
    private final Map<TilePath.Hashes, byte[]> full = new LinkedHashMap<>();
    private long size;

    /** The end of the tree that the tiles hold. */
    public static RightEdge of(Tiles tiles, long size) {
        RightEdge end = new RightEdge();
        end.size = size;
        for (int level = 0; level < 8 && size >> (8 * level) > 0; level++) {
            long hashes = size >> (8 * level);
            int width = (int) (hashes % TilePath.FULL);
            TilePath.Hashes tile = new TilePath.Hashes(level, hashes / TilePath.FULL, width);
            end.edge.add(width == 0 ? new byte[0] : tile.cut(tiles.read(tile)));
        }
        return end;
    }

    public long size() {
        return size;
    }

    public void append(Hash leaf) {
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == edge.size()) {
                edge.add(new byte[0]);
            }
            byte[] tile = joined(edge.get(level), hash);
            if (tile.length < TilePath.FULL * Hash.BYTES) {
                edge.set(level, tile);
                break;
            }
            edge.set(level, new byte[0]);
            full.put(new TilePath.Hashes(level, size >> (8 * (level + 1)), TilePath.FULL), tile);
            hash = Hash.fold(tile, 0, TilePath.FULL);
        }
        size++;
    }

    public Hash root() {
        List<Hash> perfect = new ArrayList<>();
        for (byte[] tile : edge) {
            int end = tile.length / Hash.BYTES;
            for (int block = 1; block < TilePath.FULL; block <<= 1) {
                if ((tile.length / Hash.BYTES & block) != 0) {
                    end -= block;
                    perfect.add(Hash.fold(tile, end, block));
                }
            }
        }
        return perfect.stream()
                .reduce((right, left) -> Hash.ofNode(left, right))
                .orElse(Hash.EMPTY_TREE);
    }

    /** All tiles that were completed since this began, and the last one of each level. */
    public Map<TilePath.Hashes, byte[]> changed() {
        Map<TilePath.Hashes, byte[]> changed = new LinkedHashMap<>(full);
        for (int level = 0; level < edge.size(); level++) {
            byte[] tile = edge.get(level);
            if (tile.length > 0) {
                long n = (size >> (8 * level)) / TilePath.FULL;
                changed.put(new TilePath.Hashes(level, n, tile.length / Hash.BYTES), tile);
            }
        }
        return changed;
    }

    private static byte[] joined(byte[] tile, Hash hash) {
        byte[] longer = Arrays.copyOf(tile, tile.length + Hash.BYTES);
        System.arraycopy(hash.bytes(), 0, longer, tile.length, Hash.BYTES);
        return longer;
    }
}
