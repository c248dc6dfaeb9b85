package dev.countersign.tlog;

import java.util.ArrayList;
import java.util.List;

/** Shows that the larger tree begins with all the leaves of the smaller one. */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /** RFC 9162, section 2.1.4.2; from size 0 only with the root of the empty tree. */
    public boolean proves(Hash older, Hash newer) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == to) {
            return hashes.isEmpty() && older.equals(newer);
        }
        if (from == 0) {
            return hashes.isEmpty() && older.equals(Hash.EMPTY_TREE);
        }
        return !hashes.isEmpty() && connects(older, newer);
    }

    private boolean connects(Hash older, Hash newer) {
        List<Hash> path = new ArrayList<>(hashes);
        if (Long.bitCount(from) == 1) {
            path.addFirst(older);
        }
        int perfect = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >> perfect;
        long last = (to - 1) >> perfect;
        Hash old = path.getFirst();
        Hash now = old;
        for (Hash next : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = Hash.ofNode(next, old);
                now = Hash.ofNode(next, now);
                int levels = InclusionProof.levelsWithoutSibling(node);
                node >>= levels;
                last >>= levels;
            } else {
                now = Hash.ofNode(now, next);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(older) && now.equals(newer);
    }
}
