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

    static Word literal(String text, int at) {
        return new Word(List.of(new Piece.Text(text, true)), at);
    }
}
