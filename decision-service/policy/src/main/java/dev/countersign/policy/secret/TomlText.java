package dev.countersign.policy.secret;

import java.util.function.IntConsumer;

/** One text of a TOML file: basic or literal, on one line or on several. */
final class TomlText {

    private final String text;
    private final int start;
    private final char quote;
    private final String end;
    private final StringBuilder value = new StringBuilder();
    private int at;

    /**
     * @param start where its first quote stands
     * @param longAllowed whether three quotes begin a text of several lines
     */
    TomlText(String text, int start, boolean longAllowed) {
        this.text = text;
        this.start = start;
        this.quote = text.charAt(start);
        String three = String.valueOf(quote).repeat(3);
        this.end = longAllowed && text.startsWith(three, start) ? three : String.valueOf(quote);
        this.at = start + end.length();
    }

    /**
     * @param after told where the text has ended
     */
    Toml.Text read(IntConsumer after) throws TomlReader.Malformed {
        skipFirstLineEnd();
        int first = at;
        boolean escaped = false;
        while (!atEnd()) {
            if (text.charAt(at) == '\\' && quote == '"') {
                escaped = true;
                escape();
            } else {
                value.append(text.charAt(at++));
            }
        }
        after.accept(at + end.length());
        return new Toml.Text(value.toString(), start, first, !escaped);
    }

    private void skipFirstLineEnd() {
        if (end.length() == 3) {
            if (text.startsWith("\r\n", at)) {
                at += 2;
            } else if (text.startsWith("\n", at)) {
                at++;
            }
        }
    }

    private boolean atEnd() throws TomlReader.Malformed {
        if (at >= text.length() || end.length() == 1 && text.charAt(at) == '\n') {
            throw new TomlReader.Malformed(start, "this text has no end");
        }
        // Up to two quotes may stand right before the three that end a long text.
        return text.startsWith(end, at) && !(end.length() == 3 && text.startsWith(end, at + 1));
    }

    private void escape() throws TomlReader.Malformed {
        int from = at++;
        char letter = at < text.length() ? text.charAt(at++) : '\0';
        switch (letter) {
            case 'b' -> value.append('\b');
            case 't' -> value.append('\t');
            case 'n' -> value.append('\n');
            case 'f' -> value.append('\f');
            case 'r' -> value.append('\r');
            case '"', '\\' -> value.append(letter);
            case 'u' -> codePoint(from, 4);
            case 'U' -> codePoint(from, 8);
            case ' ', '\t', '\r', '\n' -> lineContinues(from);
            default ->
                    throw new TomlReader.Malformed(
                            from,
                            "there is no escape \\" + letter + "; write '…' for text as it is");
        }
    }

    private void codePoint(int from, int digits) throws TomlReader.Malformed {
        String hex = text.substring(at, Math.min(at + digits, text.length()));
        if (!hex.matches("[0-9a-fA-F]{" + digits + "}")
                || !Character.isValidCodePoint(Integer.parseUnsignedInt(hex, 16))) {
            throw new TomlReader.Malformed(from, "this escape names no character");
        }
        at += digits;
        value.appendCodePoint(Integer.parseInt(hex, 16));
    }

    /** A backslash at the end of a line takes the line end and the blanks after it away. */
    private void lineContinues(int from) throws TomlReader.Malformed {
        int rest = from + 1;
        while (rest < text.length() && " \t\r\n".indexOf(text.charAt(rest)) >= 0) {
            rest++;
        }
        if (end.length() == 1 || text.substring(from, rest).indexOf('\n') < 0) {
            throw new TomlReader.Malformed(from, "a backslash stands before a blank");
        }
        at = rest;
    }
}
