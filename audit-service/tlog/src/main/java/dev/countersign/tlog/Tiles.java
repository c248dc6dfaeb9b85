package dev.countersign.tlog;

/** Where tiles come from: a database, a folder, another's web server. */
@FunctionalInterface
public interface Tiles {

    /**
     * The hashes of the tile, at least as many as its width says; what follows them is ignored.
     *
     * @throws IllegalArgumentException if there is no such tile
     */
    byte[] read(TilePath.Hashes tile);
}
