package dev.countersign.cli.terminal;

/**
 * Text from agents and files made fit for a terminal. What would move the cursor, colour or reorder
 * the line, or could not be seen, is written out: an explanation must not be forged by what it
 * explains.
 */
public final class Visible {
    private Visible() {}

    /** One line. */
    public static String line(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> show(c, shown));
        return shown.toString();
    }

    private static void show(int c, StringBuilder shown) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            default -> {
                if (isSeen(c)) {
                    shown.appendCodePoint(c);
                } else {
                    shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u{%x}".formatted(c));
                }
            }
        }
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    /** How many columns a terminal takes for it. */
    public static int width(String text) {
        return text.codePoints().map(Visible::width).sum();
    }

    public static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** East Asian wide letters and pictures. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F680 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
