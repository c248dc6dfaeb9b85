package dev.countersign.policy.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits code into names, texts, numbers and signs. It knows how languages write comments, texts,
 * patterns and code inside texts, so that nothing that runs is taken for text.
 */
final class CodeReader {
    private static final Set<String> QUOTING = Set.of("q", "qq", "qw", "m", "qr", "qx");
    private static final Set<String> REPLACING = Set.of("s", "tr", "y");

    private static final int DEEPEST = 20;

    private final String language;
    private final String code;
    private final List<CodeToken> tokens;
    private final int depth;
    private int at;

    private CodeReader(String language, String code, List<CodeToken> tokens, int depth) {
        this.depth = depth;
        this.language = language;
        this.code = code;
        this.tokens = tokens;
    }

    static List<CodeToken> read(String language, String code) {
        var tokens = new ArrayList<CodeToken>();
        new CodeReader(language, code, tokens, 0).all();
        return tokens;
    }

    private void all() {
        while (at < code.length()) {
            one();
        }
    }

    private void one() {
        char character = code.charAt(at);
        if (Character.isWhitespace(character)) {
            at++;
        } else if (isComment()) {
            at = lineEnd();
        } else if (code.startsWith("/*", at) && (is("javascript") || is("php") || is("java"))) {
            at = after("*/", at + 2);
        } else if (character == '"' || character == '\'' || character == '`') {
            text("");
        } else if (character == '/' && patternStarts()) {
            at = Math.min(closing(at + 1, '/') + 1, code.length());
            flags();
        } else if (character == '%' && is("ruby") && percentText()) {
            return;
        } else if (Character.isLetter(character) || character == '_') {
            name();
        } else if (Character.isDigit(character)) {
            number();
        } else {
            add(CodeToken.Kind.SIGN, String.valueOf(character));
            at++;
        }
    }

    private boolean is(String name) {
        return language.equals(name);
    }

    private void add(CodeToken.Kind kind, String text) {
        tokens.add(new CodeToken(kind, text));
    }

    private boolean isComment() {
        return switch (language) {
            case "javascript", "java" -> code.startsWith("//", at);
            case "php" -> code.startsWith("//", at) || code.charAt(at) == '#';
            case "lua" -> code.startsWith("--", at);
            case "python", "ruby", "awk", "r" -> code.charAt(at) == '#';
            // In Perl the sign is also part of a variable.
            case "perl" -> code.charAt(at) == '#' && (at == 0 || code.charAt(at - 1) != '$');
            default -> false;
        };
    }

    private int lineEnd() {
        int end = code.indexOf('\n', at);
        return end < 0 ? code.length() : end;
    }

    private int after(String mark, int from) {
        int end = code.indexOf(mark, from);
        return end < 0 ? code.length() : end + mark.length();
    }

    private void name() {
        int start = at;
        while (at < code.length()
                && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '_')) {
            at++;
        }
        String name = code.substring(start, at);
        boolean quoteFollows = at < code.length() && "'\"".indexOf(code.charAt(at)) >= 0;
        boolean variable = start > 0 && "$@%&".indexOf(code.charAt(start - 1)) >= 0;
        if (is("python") && quoteFollows && name.matches("(?i)[rbuf]{1,2}")) {
            text(name.toLowerCase(java.util.Locale.ROOT));
        } else if (is("perl")
                && !variable
                && (QUOTING.contains(name) || REPLACING.contains(name))) {
            quoted(name);
        } else {
            add(CodeToken.Kind.NAME, name);
        }
    }

    private void number() {
        int start = at;
        while (at < code.length()
                && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '.')) {
            at++;
        }
        add(CodeToken.Kind.NUMBER, code.substring(start, at));
    }

    /** Perl's {@code q(…)}, {@code m{…}}, {@code s/…/…/e}. */
    private void quoted(String operator) {
        int open = at;
        while (open < code.length() && code.charAt(open) == ' ') {
            open++;
        }
        boolean delimited =
                open < code.length()
                        && !Character.isLetterOrDigit(code.charAt(open))
                        && "_,;=)>".indexOf(code.charAt(open)) < 0;
        if (!delimited) {
            add(CodeToken.Kind.NAME, operator);
            return;
        }
        char close = pair(code.charAt(open));
        int end = closing(open + 1, close);
        String inside =
                code.substring(Math.min(open + 1, code.length()), Math.min(end, code.length()));
        at = Math.min(end + 1, code.length());
        if (operator.equals("qx")) {
            call("qx", inside);
        } else if (REPLACING.contains(operator)) {
            replacement(close);
        } else {
            add(CodeToken.Kind.TEXT, inside);
        }
    }

    private void replacement(char close) {
        int start = at;
        if (close != '/' && "])}>".indexOf(close) >= 0) {
            start = code.indexOf(opener(close), at) + 1;
            start = start == 0 ? code.length() : start;
        }
        int end = closing(start, close);
        String inside =
                code.substring(Math.min(start, code.length()), Math.min(end, code.length()));
        at = Math.min(end + 1, code.length());
        if (flags().indexOf('e') >= 0) {
            nested(inside);
        }
    }

    private String flags() {
        int start = at;
        while (at < code.length() && Character.isLetter(code.charAt(at))) {
            at++;
        }
        return code.substring(start, at);
    }

    private static char pair(char open) {
        int at = "([{<".indexOf(open);
        return at < 0 ? open : ")]}>".charAt(at);
    }

    private static char opener(char close) {
        return "([{<".charAt(")]}>".indexOf(close));
    }

    private int closing(int from, char close) {
        int level = 0;
        char open = ")]}>".indexOf(close) >= 0 ? opener(close) : close;
        for (int i = from; i < code.length(); i++) {
            char character = code.charAt(i);
            if (character == '\\') {
                i++;
            } else if (character == close && level-- == 0) {
                return i;
            } else if (character == open && open != close) {
                level++;
            }
        }
        return code.length();
    }

    /** A slash that divides nothing: it stands where a value is expected. */
    private boolean patternStarts() {
        if (!Set.of("javascript", "perl", "ruby", "awk").contains(language)) {
            return false;
        }
        if (tokens.isEmpty()) {
            return true;
        }
        CodeToken last = tokens.getLast();
        return last.kind() == CodeToken.Kind.SIGN && "([{,;=:!&|?~}<>+*%".contains(last.text())
                || last.isName()
                        && Set.of(
                                        "return", "if", "unless", "and", "or", "not", "when",
                                        "split", "grep", "typeof", "case", "in")
                                .contains(last.text());
    }

    private boolean percentText() {
        int open = at + 1;
        boolean lettered = open < code.length() && "xwWqQiI".indexOf(code.charAt(open)) >= 0;
        char kind = lettered ? code.charAt(open) : 'Q';
        int delimiter = lettered ? open + 1 : open;
        if (delimiter >= code.length() || "([{<|!/".indexOf(code.charAt(delimiter)) < 0) {
            return false;
        }
        int end = closing(delimiter + 1, pair(code.charAt(delimiter)));
        String inside = code.substring(delimiter + 1, Math.min(end, code.length()));
        at = Math.min(end + 1, code.length());
        if (kind == 'x') {
            call("system", inside);
        } else {
            content(inside, kind != 'q' && kind != 'w');
        }
        return true;
    }

    private void call(String name, String text) {
        add(CodeToken.Kind.NAME, name);
        add(CodeToken.Kind.SIGN, "(");
        add(CodeToken.Kind.TEXT, text);
        add(CodeToken.Kind.SIGN, ")");
    }

    private void text(String prefix) {
        char quote = code.charAt(at);
        String mark = String.valueOf(quote);
        boolean triple = (is("python") || is("java")) && code.startsWith(mark.repeat(3), at);
        int start = at + (triple ? 3 : 1);
        int end = triple ? tripleEnd(start, mark.repeat(3)) : textEnd(start, quote);
        String inside = code.substring(Math.min(start, end), Math.min(end, code.length()));
        at = Math.min(end + (triple ? 3 : 1), code.length());
        if (quote == '`' && !is("javascript")) {
            call("system", inside);
        } else {
            boolean filled =
                    prefix.indexOf('f') >= 0
                            || quote == '`'
                            || quote == '"' && Set.of("ruby", "perl", "php").contains(language);
            content(inside, filled);
        }
    }

    /** A quoted mark does not end the text, not even where the backslash stands for itself. */
    private int tripleEnd(int from, String mark) {
        int i = from;
        while (i < code.length() && !code.startsWith(mark, i)) {
            i += code.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, code.length());
    }

    private int textEnd(int from, char quote) {
        int i = from;
        while (i < code.length() && code.charAt(i) != quote) {
            i += code.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** Text, and the code inside it where the language allows any. */
    private void content(String inside, boolean filled) {
        String mark =
                switch (language) {
                    case "python" -> "{";
                    case "ruby" -> "#{";
                    case "javascript" -> "${";
                    case "perl" -> "@{";
                    case "php" -> "{$";
                    default -> "";
                };
        int open = filled && !mark.isEmpty() ? inside.indexOf(mark) : -1;
        add(open < 0 ? CodeToken.Kind.TEXT : CodeToken.Kind.OPEN_TEXT, inside);
        while (open >= 0) {
            int start = open + mark.length();
            int end = new CodeReader(language, inside, tokens, depth).closing(start, '}');
            nested(inside.substring(start, Math.min(end, inside.length())));
            open = inside.indexOf(mark, Math.min(end, inside.length()));
        }
    }

    private void nested(String inside) {
        add(CodeToken.Kind.SIGN, ";");
        if (depth < DEEPEST) {
            new CodeReader(language, inside, tokens, depth + 1).all();
        } else {
            add(CodeToken.Kind.TOO_DEEP, "");
        }
        add(CodeToken.Kind.SIGN, ";");
    }
}
