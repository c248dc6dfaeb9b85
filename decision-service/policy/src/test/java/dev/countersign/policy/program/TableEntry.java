package dev.countersign.policy.program;

/**
 * One entry of a table of programs, which can be taken out of the tree that was read from the file.
 *
 * @param family the file it stands in
 * @param programs the names that the table stands under
 * @param name where it stands there
 * @param word what lines that need it likely hold
 */
record TableEntry(
        String family,
        String programs,
        String name,
        String word,
        Runnable remove,
        Runnable restore) {

    @Override
    public String toString() {
        return family + ": " + name;
    }
}
