package dev.countersign.tlog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names one static resource of the log, such as {@code tile/0/x001/x234/067.p/8}. */
public sealed interface TilePath {

    int FULL = 256;

    /** Number of the tile or bundle at its level. */
    long n();

    /** 1 to 256; less than 256 for the part of it that exists in a smaller tree. */
    int width();

    /** Level and number as they are written between the slashes. */
    String path();

    /**
     * Hashes of perfect subtrees; level 0 holds those of the leaves.
     *
     * @param level 0 to 63
     */
    record Hashes(int level, long n, int width) implements TilePath {
        @Override
        public String path() {
            return write(Integer.toString(level), this);
        }

        /** The first {@code width} hashes of the tile; a tile only ever grows. */
        public byte[] cut(byte[] tile) {
            return java.util.Arrays.copyOf(tile, width * Hash.BYTES);
        }
    }

    /** The entries themselves. */
    record Entries(long n, int width) implements TilePath {
        @Override
        public String path() {
            return write("entries", this);
        }

        public static Entries of(long index) {
            return new Entries(index / FULL, FULL);
        }

        /** Index of its first entry. */
        public long first() {
            return n * FULL;
        }
    }

    Pattern FORM =
            Pattern.compile(
                    "tile/(0|[1-9][0-9]?|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Empty unless it is the one spelling of a path. */
    static Optional<TilePath> parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        String digits = form.group(2).replaceAll("[x/]", "");
        if (digits.length() > 18) {
            return Optional.empty();
        }
        long n = Long.parseLong(digits);
        int width = form.group(3) == null ? FULL : Integer.parseInt(form.group(3));
        boolean entries = form.group(1).equals("entries");
        int level = entries ? 0 : Integer.parseInt(form.group(1));
        TilePath parsed = entries ? new Entries(n, width) : new Hashes(level, n, width);
        boolean canonical = level <= 63 && width <= FULL && parsed.path().equals(path);
        return canonical ? Optional.of(parsed) : Optional.empty();
    }

    private static String write(String level, TilePath tile) {
        StringBuilder number = new StringBuilder(three(tile.n() % 1000));
        for (long rest = tile.n() / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x" + three(rest % 1000) + "/");
        }
        String part = tile.width() == FULL ? "" : ".p/" + tile.width();
        return "tile/" + level + "/" + number + part;
    }

    private static String three(long group) {
        return Long.toString(1000 + group).substring(1);
    }

    /**
     * How many hashes the tile has in a tree of that size: 0 if there is no such tile, 256 if it is
     * full.
     *
     * @param level 0 to 63
     */
    static int width(int level, long n, long size) {
        long hashes = level > 7 ? 0 : size >> (8 * level);
        long last = hashes / FULL;
        return n < last ? FULL : n == last ? (int) (hashes % FULL) : 0;
    }
}
