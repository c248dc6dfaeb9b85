package dev.countersign.approval.slack;

/**
 * Makes untrusted text safe to look at: whatever cannot be seen, or changes how its neighbours are
 * seen, is written out as {@code ⟦U+202E⟧}. The brackets themselves are written out too, so that no
 * text can pretend to have been escaped.
 */
final class Visible {

    private Visible() {}

    /** Keeps line breaks and tabs, for text in a code block. */
    static String block(String text) {
        return escape(text, true);
    }

    /** Everything on one line. */
    static String line(String text) {
        return escape(text, false);
    }

    /** For the few places that Slack reads as markup. */
    static String markup(String text) {
        return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String escape(String text, boolean keepLines) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            boolean layout = keepLines && (point == '\n' || point == '\t');
                            if (layout || isPlain(point)) {
                                seen.appendCodePoint(point);
                            } else {
                                seen.append("⟦U+%04X⟧".formatted(point));
                            }
                        });
        return seen.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> !isBlankLetter(point) && point != '⟦' && point != '⟧';
        };
    }

    /** Letters and marks by category that are nevertheless drawn as nothing. */
    private static boolean isBlankLetter(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x2800
                || point == 0x3164
                || point == 0xFFA0
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
