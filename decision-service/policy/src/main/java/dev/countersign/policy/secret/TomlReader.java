package dev.countersign.policy.secret;

import dev.countersign.policy.secret.Toml.Table.Kind;
import dev.countersign.policy.secret.TomlTables.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads TOML 1.0 and keeps the place of everything. Dates and times are refused, because nothing
 * here has one.
 */
final class TomlReader {

    /** The text is not TOML from here on. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        final int at;
        final String what;

        Malformed(int at, String what) {
            super(what);
            this.at = at;
            this.what = what;
        }
    }

    private static final int DEEPEST = 32;

    private final String text;
    private final TomlTables tables = new TomlTables();
    private Toml.Table current = tables.root();
    private int at;
    private int depth;

    private TomlReader(String text) {
        this.text = text;
    }

    static Toml.Table read(String text) throws Malformed {
        return new TomlReader(text).file();
    }

    private Toml.Table file() throws Malformed {
        skipLines();
        while (at < text.length()) {
            if (peek() == '[') {
                header();
            } else {
                keyValue(current);
            }
            endLine();
            skipLines();
        }
        return tables.root();
    }

    private void header() throws Malformed {
        int start = at++;
        boolean ofArray = peek() == '[';
        if (ofArray) {
            at++;
        }
        List<Key> path = keys();
        expect(']');
        if (ofArray) {
            expect(']');
        }
        current = ofArray ? tables.added(path) : tables.opened(path, start);
    }

    private void keyValue(Toml.Table into) throws Malformed {
        List<Key> path = keys();
        Toml.Table table = into;
        for (Key key : path.subList(0, path.size() - 1)) {
            table = TomlTables.inner(table, key, Kind.DOTTED);
        }
        Key last = path.getLast();
        if (table.values().containsKey(last.name())) {
            throw new Malformed(last.at(), last.name() + " is given twice");
        }
        expect('=');
        skipBlanks();
        table.put(last.name(), value(), last.at());
    }

    private List<Key> keys() throws Malformed {
        var path = new ArrayList<Key>();
        do {
            skipBlanks();
            path.add(key());
            skipBlanks();
        } while (take("."));
        return path;
    }

    private Key key() throws Malformed {
        int start = at;
        if (peek() == '"' || peek() == '\'') {
            return new Key(new TomlText(text, at, false).read(this::moveTo).value(), start);
        }
        while (isBare(peek())) {
            at++;
        }
        if (at == start) {
            throw new Malformed(at, "a key is expected here");
        }
        return new Key(text.substring(start, at), start);
    }

    private static boolean isBare(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-';
    }

    private Toml value() throws Malformed {
        if (++depth > DEEPEST) {
            throw new Malformed(at, "this is nested too deeply");
        }
        Toml value =
                switch (peek()) {
                    case '"', '\'' -> new TomlText(text, at, true).read(this::moveTo);
                    case '[' -> array();
                    case '{' -> inlineTable();
                    default -> scalar();
                };
        depth--;
        return value;
    }

    private Toml array() throws Malformed {
        var array = Toml.Array.open(false, at++);
        skipLines();
        while (!take("]")) {
            array.items().add(value());
            skipLines();
            if (!take(",") && peek() != ']') {
                throw new Malformed(at, "\",\" or \"]\" is expected here");
            }
            skipLines();
        }
        return array;
    }

    private Toml inlineTable() throws Malformed {
        var table = Toml.Table.open(Kind.INLINE, at++);
        skipBlanks();
        boolean more = !take("}");
        while (more) {
            keyValue(table);
            skipBlanks();
            more = take(",");
            if (!more) {
                expect('}');
            }
        }
        return table;
    }

    private Toml scalar() throws Malformed {
        int start = at;
        while (isBare(peek()) || peek() == '.' || peek() == '+' || peek() == ':') {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> new Toml.Flag(true, start);
            case "false" -> new Toml.Flag(false, start);
            default -> number(word, start);
        };
    }

    private static Toml number(String word, int start) throws Malformed {
        boolean decimal = word.matches("[+-]?[0-9](?:_?[0-9])*(?:\\.[0-9](?:_?[0-9])*)?");
        if (!decimal || word.length() > 15) {
            throw new Malformed(
                    start,
                    word.isEmpty()
                            ? "a value is expected here"
                            : word + " is no text, decimal number, true or false");
        }
        return new Toml.Number(
                Double.parseDouble(word.replace("_", "")), word.indexOf('.') < 0, start);
    }

    private void endLine() throws Malformed {
        skipBlanks();
        skipComment();
        if (at < text.length() && !take("\n") && !take("\r\n")) {
            throw new Malformed(at, "the line should end here");
        }
    }

    private void skipLines() {
        int before;
        do {
            before = at;
            skipBlanks();
            skipComment();
            if (!take("\n")) {
                take("\r\n");
            }
        } while (at > before);
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void skipComment() {
        if (peek() == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }

    private void moveTo(int place) {
        at = place;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(String sign) {
        if (!text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private void expect(char sign) throws Malformed {
        skipBlanks();
        if (!take(String.valueOf(sign))) {
            throw new Malformed(at, "\"" + sign + "\" is expected here");
        }
    }
}
