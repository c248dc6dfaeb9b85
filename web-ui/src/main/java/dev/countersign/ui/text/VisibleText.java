package dev.countersign.ui.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with every character visible. Control characters, changes of writing direction, spaces
 * without width and fillers are written as escapes; letters that are not ASCII are marked, because
 * they can pass for others. Line feeds and tabs stay what they are.
 */
public final class VisibleText {

    private VisibleText() {}

    public static List<Piece> of(String text) {
        Pieces pieces = new Pieces();
        text.codePoints().forEach(pieces::add);
        return pieces.done();
    }

    /** True if a reader could not see this character, or not where it is. */
    static boolean isHidden(int c) {
        if (c == '\n' || c == '\t' || c == ' ') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.ENCLOSING_MARK,
                    Character.NON_SPACING_MARK ->
                    true;
            default -> isBlankLetter(c);
        };
    }

    /** Letters and symbols whose picture is empty: Hangul fillers, the empty braille pattern. */
    private static boolean isBlankLetter(int c) {
        return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
    }

    private static Piece escaped(int c) {
        String code = "U+%04X".formatted(c);
        return new Piece("\\u{%X}".formatted(c), Piece.Kind.ESCAPED, nameOr(c, code) + ", " + code);
    }

    private static String nameOr(int c, String otherwise) {
        String name = Character.getName(c);
        return name == null ? otherwise : name.toLowerCase(java.util.Locale.ROOT);
    }

    private static final class Pieces {

        private final List<Piece> done = new ArrayList<>();
        private final StringBuilder run = new StringBuilder();
        private boolean foreign;

        void add(int c) {
            if (isHidden(c)) {
                end();
                done.add(escaped(c));
                return;
            }
            boolean isForeign = c > 0x7f && Character.isLetterOrDigit(c);
            if (isForeign != foreign) {
                end();
                foreign = isForeign;
            }
            run.appendCodePoint(c);
        }

        private void end() {
            if (!run.isEmpty()) {
                done.add(
                        foreign
                                ? new Piece(run.toString(), Piece.Kind.FOREIGN, "not ASCII")
                                : Piece.plain(run.toString()));
                run.setLength(0);
            }
        }

        List<Piece> done() {
            end();
            return List.copyOf(done);
        }
    }
}
