package dev.countersign.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a whole log through its public form and recomputes everything from the entries: each bundle
 * against its tile of leaf hashes, each tile against those below it, the root against the
 * checkpoint.
 */
public final class FullCheck {

    /** The public form of a log. */
    public interface PublicLog {

        /**
         * The resource at exactly this path.
         *
         * @throws IllegalArgumentException if there is none
         */
        byte[] read(TilePath path);
    }

    private FullCheck() {}

    /** What is wrong, each with its place; empty if the log is sound. */
    public static List<String> findings(PublicLog log, Checkpoint checkpoint) {
        List<String> findings = new ArrayList<>();
        RightEdge computed = new RightEdge();
        for (long first = 0; first < checkpoint.size(); first += TilePath.FULL) {
            int width = (int) Math.min(TilePath.FULL, checkpoint.size() - first);
            bundle(log, new TilePath.Entries(first / TilePath.FULL, width), computed, findings);
        }
        if (computed.size() == checkpoint.size()) {
            computed.changed().forEach((path, hashes) -> tile(log, path, hashes, findings));
        }
        if (!computed.root().equals(checkpoint.root())) {
            findings.add(
                    "the entries give the root %s, the checkpoint of size %d says %s"
                            .formatted(computed.root(), checkpoint.size(), checkpoint.root()));
        }
        return findings;
    }

    private static void bundle(
            PublicLog log, TilePath.Entries path, RightEdge computed, List<String> findings) {
        try {
            List<byte[]> entries = EntryBundle.read(log.read(path));
            if (entries.size() != path.width()) {
                findings.add("%s has %d entries".formatted(path.path(), entries.size()));
            }
            entries.forEach(entry -> computed.append(Hash.ofLeaf(entry)));
        } catch (IllegalArgumentException e) {
            findings.add(path.path() + ": " + e.getMessage());
        }
    }

    private static void tile(
            PublicLog log, TilePath.Hashes path, byte[] wanted, List<String> findings) {
        try {
            byte[] found = log.read(path);
            if (found.length != wanted.length) {
                findings.add("%s has %d bytes".formatted(path.path(), found.length));
                return;
            }
            int at = Arrays.mismatch(found, wanted);
            if (at >= 0) {
                findings.add(
                        "%s does not fit what is below it: hash %d (%s)"
                                .formatted(path.path(), at / Hash.BYTES, below(path, at)));
            }
        } catch (IllegalArgumentException e) {
            findings.add(path.path() + ": " + e.getMessage());
        }
    }

    private static String below(TilePath.Hashes path, int at) {
        long hash = path.n() * TilePath.FULL + at / Hash.BYTES;
        return path.level() == 0 ? "entry " + hash : "entries from " + (hash << (8 * path.level()));
    }
}
