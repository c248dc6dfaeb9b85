package dev.countersign.ui.text;

/**
 * A stretch of text as it is shown.
 *
 * @param title what to say about it; empty for plain text
 */
public record Piece(String text, Kind kind, String title) {

    public enum Kind {
        PLAIN,
        /** A character that would not be seen, or would move others; written as an escape. */
        ESCAPED,
        /** A letter that may look like another one. */
        FOREIGN,
        /** A word to look at twice. */
        RISKY
    }

    static Piece plain(String text) {
        return new Piece(text, Kind.PLAIN, "");
    }

    public boolean isPlain() {
        return kind == Kind.PLAIN;
    }

    /** Name of the style. */
    public String style() {
        return switch (kind) {
            case PLAIN -> "plain";
            case ESCAPED -> "escaped";
            case FOREIGN -> "foreign";
            case RISKY -> "risky";
        };
    }
}
