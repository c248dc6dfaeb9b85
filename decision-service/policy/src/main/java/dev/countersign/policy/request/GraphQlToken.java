package dev.countersign.policy.request;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One token of a GraphQL document; blanks, commas and comments are none.
 *
 * @param text of a name, or the sign itself; empty for what is a value
 */
record GraphQlToken(Kind kind, String text) {
    enum Kind {
        /** With the marks of {@link Wild} where it is not known. */
        NAME,
        SIGN,
        /** A text or a number. */
        VALUE,
        END
    }

    static final GraphQlToken END = new GraphQlToken(Kind.END, "");

    private static final String SIGNS = "{}()[]:=!|&@$";

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    /** The tokens of a document; empty when it is none. */
    static Optional<List<GraphQlToken>> in(String document) {
        var tokens = new ArrayList<GraphQlToken>();
        int at = 0;
        while (at < document.length()) {
            char c = document.charAt(at);
            if (c == '#') {
                at = lineEnd(document, at);
            } else if (c == '"') {
                at = textEnd(document, at);
                tokens.add(new GraphQlToken(Kind.VALUE, ""));
            } else if (isOfName(c) || c == '-') {
                int end = at + 1;
                while (end < document.length() && isOfName(document.charAt(end))) {
                    end++;
                }
                tokens.add(word(document.substring(at, end)));
                at = end;
            } else if (document.startsWith("...", at)) {
                tokens.add(new GraphQlToken(Kind.SIGN, "..."));
                at += 3;
            } else if (SIGNS.indexOf(c) >= 0) {
                tokens.add(new GraphQlToken(Kind.SIGN, String.valueOf(c)));
                at++;
            } else if (" \t\r\n,\uFEFF.+".indexOf(c) >= 0) {
                at++;
            } else {
                return Optional.empty();
            }
            if (at < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(tokens);
    }

    private static GraphQlToken word(String text) {
        char first = text.charAt(0);
        boolean number = first == '-' || Character.isDigit(first);
        return new GraphQlToken(number ? Kind.VALUE : Kind.NAME, number ? "" : text);
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || Wild.isMark(c);
    }

    private static int lineEnd(String document, int from) {
        int at = from;
        while (at < document.length()
                && document.charAt(at) != '\n'
                && document.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Behind the text that begins here; negative when it does not end. */
    private static int textEnd(String document, int from) {
        boolean block = document.startsWith("\"\"\"", from);
        int at = from + (block ? 3 : 1);
        while (at < document.length()) {
            char c = document.charAt(at);
            if (block && document.startsWith("\"\"\"", at)) {
                return at + 3;
            }
            if (block) {
                at += document.startsWith("\\\"\"\"", at) ? 4 : 1;
            } else if (c == '"') {
                return at + 1;
            } else if (c == '\n') {
                return -1;
            } else {
                at += c == '\\' ? 2 : 1;
            }
        }
        return -1;
    }
}
