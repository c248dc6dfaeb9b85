package dev.countersign.policy.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) that every reader takes for the same: no name twice, no half of a surrogate
 * pair, nothing behind it.
 */
final class JsonReader {
    private static final int DEEPEST = 16;

    /** Many more than the largest bundle holds, and few enough for any memory. */
    private static final int MOST_VALUES = 20_000;

    private static final char END = '\0';
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    private final String what;
    private final String text;
    private int at;
    private int depth;
    private int values;

    private JsonReader(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /**
     * @param what how the text is called in errors
     * @throws BundleRefused if it is no such JSON, with the place
     */
    static Json read(String what, String text) {
        var reader = new JsonReader(what, text);
        Json value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong("something follows the end");
        }
        return value;
    }

    private Json value() {
        if (++values > MOST_VALUES) {
            throw wrong("more than " + MOST_VALUES + " values");
        }
        blanks();
        return switch (peek()) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> new Json.Text(string());
            default -> plain();
        };
    }

    private Json members() {
        open();
        Map<String, Json> members = new LinkedHashMap<>();
        while (more('}', members.isEmpty())) {
            int start = at;
            if (peek() != '"') {
                throw wrong("a name in quotes is missing");
            }
            String name = string();
            blanks();
            expect(':');
            if (members.put(name, value()) != null) {
                at = start;
                throw wrong("the name \"" + Shown.of(name) + "\" stands twice in one object");
            }
        }
        return new Json.Members(members);
    }

    private Json items() {
        open();
        List<Json> items = new ArrayList<>();
        while (more(']', items.isEmpty())) {
            items.add(value());
        }
        return new Json.Items(items);
    }

    private void open() {
        if (++depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST + " levels");
        }
        at++;
    }

    /** Whether a further part follows; the end and the comma before a part are passed over. */
    private boolean more(char end, boolean first) {
        blanks();
        if (peek() == end) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
            blanks();
        }
        return true;
    }

    private Json plain() {
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return new Json.Other();
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("a value is missing");
        }
        at = number.end();
        return number(number.group());
    }

    private static Json number(String digits) {
        if (!digits.matches("0|-?[1-9][0-9]{0,15}")) {
            return new Json.Other();
        }
        long number = Long.parseLong(digits);
        return Math.abs(number) <= Json.Whole.MOST ? new Json.Whole(number) : new Json.Other();
    }

    private String string() {
        int start = at++;
        var string = new StringBuilder();
        while (peek() != '"') {
            if (at >= text.length()) {
                at = start;
                throw wrong("the text does not end");
            }
            if (peek() < ' ') {
                throw wrong("a control character stands in a text");
            }
            string.append(peek() == '\\' ? escape() : peek());
            at++;
        }
        at++;
        if (!isWhole(string)) {
            at = start;
            throw wrong("the text holds half of a surrogate pair");
        }
        return string.toString();
    }

    private char escape() {
        at++;
        return switch (peek()) {
            case '"', '\\', '/' -> peek();
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> codeUnit();
            default -> throw wrong("an escape that JSON does not know");
        };
    }

    private char codeUnit() {
        String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("four hexadecimal digits are missing");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    /** A string's stream of code points passes on half a pair as a surrogate. */
    private static boolean isWhole(StringBuilder string) {
        return string.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' is missing");
        }
        at++;
    }

    private void blanks() {
        while (" \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private BundleRefused wrong(String flaw) {
        int place = Math.min(at, text.length());
        int start = text.lastIndexOf('\n', place - 1) + 1;
        long line = text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        int column = text.codePointCount(start, place) + 1;
        return new BundleRefused(
                "%s is no valid JSON: line %d, column %d: %s".formatted(what, line, column, flaw));
    }
}
