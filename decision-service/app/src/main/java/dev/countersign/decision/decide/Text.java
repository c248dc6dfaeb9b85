package dev.countersign.decision.decide;

/** Text as PostgreSQL takes it. */
final class Text {

    private Text() {}

    /** NUL and halves of surrogate pairs, which an agent may send, become U+FFFD. */
    static String storable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(
                        c ->
                                c == 0
                                                || c >= Character.MIN_SURROGATE
                                                        && c <= Character.MAX_SURROGATE
                                        ? 0xFFFD
                                        : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
