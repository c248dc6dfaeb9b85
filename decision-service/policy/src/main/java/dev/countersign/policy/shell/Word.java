package dev.countersign.policy.shell;

import java.util.List;

/**
 * One word before expansion.
 *
 * @param at where it begins in its text
 */
record Word(List<Piece> pieces, int at) {
    /** The word when it is a single unquoted text, such as a keyword; empty otherwise. */
    String bare() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Text text && !text.quoted()
                ? text.text()
                : "";
    }

    /** The word when it is nothing but text, quoted or not; empty otherwise. */
    String plain() {
        return plain(pieces);
    }

    /** Whether it is certainly one of these texts. */
    boolean isText(String... texts) {
        return pieces.stream().allMatch(Word::isText) && List.of(texts).contains(plain());
    }

    private static boolean isText(Piece piece) {
        return piece instanceof Piece.Text
                || piece instanceof Piece.DoubleQuoted quoted
                        && quoted.inner().stream().allMatch(Word::isText);
    }

    private static String plain(List<Piece> pieces) {
        var all = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text text -> all.append(text.text());
                case Piece.DoubleQuoted quoted -> all.append(plain(quoted.inner()));
                case Piece.Parameter p -> {
                    return "";
                }
                case Piece.Substitution s -> {
                    return "";
                }
                case Piece.Arithmetic a -> {
                    return "";
                }
            }
        }
        return all.toString();
    }

    static Word literal(String text, int at) {
        return new Word(List.of(new Piece.Text(text, true)), at);
    }
}
