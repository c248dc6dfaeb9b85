package dev.countersign.tlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One growing row for each tile, as a database would keep it. */
final class MemoryLog implements Tiles, FullCheck.PublicLog {

    record Place(int level, long n) {}

    final Map<Place, byte[]> tiles = new HashMap<>();
    final List<byte[]> entries = new ArrayList<>();
    private final RightEdge edge = new RightEdge();

    void grow(long size) {
        while (entries.size() < size) {
            add(Vectors.leaf(entries.size()));
        }
        store();
    }

    void add(byte[] leaf) {
        entries.add(leaf);
        edge.append(Hash.ofLeaf(leaf));
    }

    void store() {
        edge.changed().forEach((path, data) -> tiles.put(new Place(path.level(), path.n()), data));
    }

    Hash root() {
        return edge.root();
    }

    RightEdge edge() {
        return edge;
    }

    Tree tree(long size) {
        return new Tree(this, size);
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        byte[] data = tiles.get(new Place(tile.level(), tile.n()));
        if (data == null) {
            throw new IllegalArgumentException("no such tile");
        }
        return data;
    }

    @Override
    public byte[] read(TilePath path) {
        return switch (path) {
            case TilePath.Hashes tile -> tile.cut(read(tile));
            case TilePath.Entries bundle -> {
                int first = Math.toIntExact(bundle.first());
                yield EntryBundle.write(entries.subList(first, first + bundle.width()));
            }
        };
    }
}
