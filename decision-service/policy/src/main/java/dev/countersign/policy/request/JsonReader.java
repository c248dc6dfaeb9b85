package dev.countersign.policy.request;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.Optional;

/** Reads JSON of which parts may not be known yet. */
final class JsonReader {
    private static final int DEEPEST = 64;
    private static final char END = '\0';

    /** The text is no JSON. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("", null, false, false);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Empty when the text is no JSON. */
    static Optional<Json> read(String text) {
        var reader = new JsonReader(text);
        try {
            Json value = reader.value();
            reader.blanks();
            if (reader.at < text.length()) {
                throw new Malformed();
            }
            return Optional.of(value);
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }

    private Json value() {
        blanks();
        char first = peek();
        if (Wild.isMark(first)) {
            return unknown();
        }
        return switch (first) {
            case '{' -> entries();
            case '[' -> items();
            case '"' -> new Json.Text(string());
            default -> plain();
        };
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new Malformed();
        }
    }

    /** What is not known may be a number as well as several names with their values. */
    private Json unknown() {
        while (isOfPlain(peek())) {
            at++;
        }
        return new Json.Unknown();
    }

    private Json plain() {
        int start = at;
        boolean known = true;
        while (isOfPlain(peek())) {
            known &= !Wild.isMark(peek());
            at++;
        }
        if (at == start) {
            throw new Malformed();
        }
        return known ? new Json.Plain() : new Json.Unknown();
    }

    private static boolean isOfPlain(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.' || Wild.isMark(c);
    }

    private Json items() {
        deeper();
        at++;
        var items = new ArrayList<Json>();
        blanks();
        while (peek() != ']') {
            items.add(value());
            separator(']');
        }
        at++;
        depth--;
        return new Json.Items(items);
    }

    private Json entries() {
        deeper();
        at++;
        var entries = new ArrayList<Json.Entry>();
        blanks();
        while (peek() != '}') {
            String name = name();
            blanks();
            if (peek() != ':') {
                throw new Malformed();
            }
            at++;
            entries.add(new Json.Entry(name, value()));
            separator('}');
        }
        at++;
        depth--;
        return new Json.Entries(entries);
    }

    private String name() {
        if (peek() != '"') {
            throw new Malformed();
        }
        return string();
    }

    /** Some servers allow a comma before the end. */
    private void separator(char end) {
        blanks();
        if (peek() == ',') {
            at++;
            blanks();
        } else if (peek() != end) {
            throw new Malformed();
        }
    }

    private String string() {
        at++;
        var string = new StringBuilder();
        while (peek() != '"') {
            if (at >= text.length()) {
                throw new Malformed();
            }
            string.append(peek() == '\\' ? escape() : peek());
            at++;
        }
        at++;
        return string.toString();
    }

    private char escape() {
        at++;
        return switch (peek()) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> codeUnit();
            case END -> throw new Malformed();
            default -> peek();
        };
    }

    private char codeUnit() {
        String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw new Malformed();
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private void blanks() {
        while (" \t\r\n\uFEFF".indexOf(peek()) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }
}
