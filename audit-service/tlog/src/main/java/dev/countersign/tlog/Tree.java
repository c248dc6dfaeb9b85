package dev.countersign.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree of a given size, read from its tiles. Tiles only grow, so the trees of all smaller sizes
 * can be read from the same ones.
 */
public final class Tree {

    private final Tiles tiles;
    private final long size;

    public Tree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    public Hash root() {
        return size == 0 ? Hash.EMPTY_TREE : hash(0, size);
    }

    public Hash leaf(long index) {
        return node(0, index);
    }

    /**
     * @throws IllegalArgumentException if the tree has no such leaf
     */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(index, size));
        }
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * @throws IllegalArgumentException if this tree is smaller
     */
    public ConsistencyProof consistency(long from) {
        if (from < 0 || from > size) {
            throw new IllegalArgumentException("no way from %d to %d".formatted(from, size));
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0) {
            connection(from, 0, size, true, path);
        }
        return new ConsistencyProof(from, size, path);
    }

    private void path(long index, long begin, long end, List<Hash> path) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + split(end - begin);
        if (index < middle) {
            path(index, begin, middle, path);
            path.add(hash(middle, end));
        } else {
            path(index, middle, end, path);
            path.add(hash(begin, middle));
        }
    }

    private void connection(long from, long begin, long end, boolean whole, List<Hash> path) {
        if (from == end) {
            if (!whole) {
                path.add(hash(begin, end));
            }
            return;
        }
        long middle = begin + split(end - begin);
        if (from <= middle) {
            connection(from, begin, middle, whole, path);
            path.add(hash(middle, end));
        } else {
            connection(from, middle, end, false, path);
            path.add(hash(begin, middle));
        }
    }

    /** Hash over the leaves from {@code begin} to before {@code end}. */
    private Hash hash(long begin, long end) {
        long count = end - begin;
        if (Long.bitCount(count) == 1 && begin % count == 0) {
            int level = Long.numberOfTrailingZeros(count);
            return node(level, begin >> level);
        }
        long middle = begin + split(count);
        return Hash.ofNode(hash(begin, middle), hash(middle, end));
    }

    /** The perfect subtree over 2^level leaves. */
    private Hash node(int level, long index) {
        int within = level % 8;
        long n = index >> (8 - within);
        int first = (int) (index & ((1L << (8 - within)) - 1)) << within;
        int width = TilePath.width(level / 8, n, size);
        return Hash.fold(tiles.read(new TilePath.Hashes(level / 8, n, width)), first, 1 << within);
    }

    /** Largest power of two below the count, which is at least 2. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
