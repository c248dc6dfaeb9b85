package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;

/**
 * The inside of {@code $'…'}; also what {@code printf '%b'} and {@code echo -e} make of
 * backslashes.
 */
final class AnsiText {
    private AnsiText() {}

    /** Reads up to the closing quote, which is consumed. */
    static String read(Cursor cursor) {
        var text = new StringBuilder();
        while (cursor.peek() != '\'') {
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            char character = cursor.next();
            if (character == '\\' && !cursor.atEnd()) {
                escape(cursor, text, false);
            } else {
                text.append(character);
            }
        }
        cursor.next();
        return text.toString();
    }

    /**
     * Decodes the backslashes of a whole text; an octal number may begin with a zero of its own.
     */
    static String decode(String escaped, Budget budget) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        var cursor = new Cursor(escaped, budget);
        var text = new StringBuilder();
        while (!cursor.atEnd()) {
            char character = cursor.next();
            if (character == '\\' && !cursor.atEnd()) {
                escape(cursor, text, true);
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    private static void escape(Cursor cursor, StringBuilder text, boolean leadingZero) {
        char kind = cursor.next();
        switch (kind) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'e', 'E' -> text.append('\u001b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000b');
            case 'x' -> number(cursor, text, 16, 2);
            case 'u' -> number(cursor, text, 16, 4);
            case 'U' -> number(cursor, text, 16, 8);
            case 'c' -> {
                if (!cursor.atEnd()) {
                    text.append((char) (cursor.next() & 31));
                }
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                cursor.back(cursor.at() - 1);
                number(cursor, text, 8, leadingZero && kind == '0' ? 4 : 3);
            }
            case '\\', '\'', '"', '?' -> text.append(kind);
            default -> text.append('\\').append(kind);
        }
    }

    private static void number(Cursor cursor, StringBuilder text, int radix, int most) {
        int value = 0;
        int digits = 0;
        while (digits < most && Character.digit(cursor.peek(), radix) >= 0) {
            value = value * radix + Character.digit(cursor.next(), radix);
            digits++;
        }
        if (digits == 0) {
            text.append('\\').append(radix == 16 ? 'x' : '0');
        } else if (Character.isValidCodePoint(value)) {
            text.appendCodePoint(value);
        }
    }
}
