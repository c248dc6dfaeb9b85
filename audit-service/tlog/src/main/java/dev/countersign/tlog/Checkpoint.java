package dev.countersign.tlog;

/**
 * What a log commits to at one moment.
 *
 * @param origin the log's identity
 * @param size number of entries
 */
public record Checkpoint(String origin, long size, Hash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an origin is one line of text");
        }
        if (size < 0 || size == 0 && !root.equals(Hash.EMPTY_TREE)) {
            throw new IllegalArgumentException("no tree of size " + size + " has this root");
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * @param text of a note; its extension lines, if any, are ignored
     * @param origin the log that is expected
     * @throws IllegalArgumentException if it is no checkpoint, or that of another log
     */
    public static Checkpoint parse(String text, String origin) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("a checkpoint has three lines at least");
        }
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                throw new IllegalArgumentException("a checkpoint has no empty line");
            }
        }
        if (!lines[0].equals(origin)) {
            throw new IllegalArgumentException(
                    "a checkpoint of '%s' instead of '%s'".formatted(lines[0], origin));
        }
        return new Checkpoint(origin, Text.number(lines[1]), Hash.ofBase64(lines[2]));
    }

    /**
     * Reads and verifies a checkpoint.
     *
     * @throws IllegalArgumentException if it is malformed, another log's, or not signed by the key
     */
    public static Checkpoint verified(SignedNote note, NoteKey key) {
        if (note.verifiedBy(java.util.List.of(key)).isEmpty()) {
            throw new IllegalArgumentException("the checkpoint is not signed by " + key);
        }
        return parse(note.text(), key.name());
    }
}
