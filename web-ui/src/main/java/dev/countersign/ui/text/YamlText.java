package dev.countersign.ui.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy file for the eye: line by line, complete, every character visible. Keys and comments are
 * told apart, to help the eye; what the file means is found by its parser, elsewhere.
 */
public record YamlText(List<Line> lines) {

    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern KEY =
            Pattern.compile("[\\p{Alnum}_$][\\p{Alnum}_$./*-]*+(?=[ \t]*+:(?:\\s|$))");
    private static final Pattern COLON = Pattern.compile("[ \t]*+:(?:\\s|$)");
    private static final Pattern INDENT = Pattern.compile("[- ]*+");
    private static final Pattern BLOCK = Pattern.compile("(?:^|.*[\\s:-])[|>][-+0-9]*");

    public enum Kind {
        PLAIN,
        KEY,
        TEXT,
        COMMENT
    }

    /**
     * One line of it.
     *
     * @param number from 1
     */
    public record Line(int number, List<Part> parts) {}

    public record Part(Kind kind, List<Piece> pieces) {

        public boolean isPlain() {
            return kind == Kind.PLAIN;
        }

        /** Name of the style. */
        public String style() {
            return switch (kind) {
                case PLAIN -> "plain";
                case KEY -> "key";
                case TEXT -> "text";
                case COMMENT -> "comment";
            };
        }
    }

    public static YamlText of(String text) {
        Reader reader = new Reader();
        List<Line> lines = new ArrayList<>();
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : LINE_END.split(whole, -1)) {
            lines.add(new Line(lines.size() + 1, reader.read(line)));
        }
        return new YamlText(List.copyOf(lines));
    }

    /** True if some character in it had to be written as an escape. */
    public boolean hides() {
        return lines.stream()
                .flatMap(line -> line.parts().stream())
                .flatMap(part -> part.pieces().stream())
                .anyMatch(piece -> piece.kind() == Piece.Kind.ESCAPED);
    }

    /** Up to two lines before a line, the line, and the one after it; none if it is not there. */
    public List<Line> around(int number) {
        return number < 1 || number > lines.size()
                ? List.of()
                : lines.subList(Math.max(0, number - 3), Math.min(lines.size(), number + 1));
    }

    /** Remembers from line to line whether a block of text goes on. */
    private static final class Reader {

        private static final int NO_BLOCK = -1;

        private int block = NO_BLOCK;

        List<Part> read(String line) {
            if (block != NO_BLOCK && (line.isBlank() || indent(line) > block)) {
                return List.of(new Part(Kind.TEXT, VisibleText.of(line)));
            }
            Scan scan = new Scan(line);
            scan.all();
            block = BLOCK.matcher(scan.uncommented()).matches() ? column(line) : NO_BLOCK;
            return scan.parts;
        }

        private static int indent(String line) {
            return line.length() - line.stripLeading().length();
        }

        /** Where the line's key or its last dash stands; text that belongs to it is further in. */
        private static int column(String line) {
            Matcher indent = INDENT.matcher(line);
            int end = indent.lookingAt() ? indent.end() : 0;
            return line.startsWith("|", end) || line.startsWith(">", end)
                    ? Math.max(0, end - 2)
                    : end;
        }
    }

    /** One line, part by part, from left to right once. */
    private static final class Scan {

        private final List<Part> parts = new ArrayList<>();
        private final String line;
        private final Matcher keys;
        private final Matcher colons;
        private int from;
        private int at;
        private int comment;

        /** Whether a key could begin here. */
        private boolean open = true;

        Scan(String line) {
            this.line = line;
            this.keys = KEY.matcher(line);
            this.colons = COLON.matcher(line);
            this.comment = line.length();
        }

        void all() {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (c == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)))) {
                    comment = at;
                    take(Kind.COMMENT, line.length());
                } else if (open && (c == '"' || c == '\'')) {
                    int end = quoted(c);
                    take(isAt(colons, end) ? Kind.KEY : Kind.TEXT, end);
                } else if (open && isAt(keys, at)) {
                    take(Kind.KEY, keys.end());
                } else {
                    open = opens(c);
                    at++;
                }
            }
            plain();
        }

        String uncommented() {
            return line.substring(0, comment).stripTrailing();
        }

        private boolean isAt(Matcher pattern, int position) {
            return pattern.region(position, line.length()).lookingAt();
        }

        private boolean opens(char c) {
            boolean blankFollows =
                    at + 1 == line.length() || Character.isWhitespace(line.charAt(at + 1));
            return c == '{'
                    || c == '['
                    || c == ','
                    || c == ':' && blankFollows
                    || open && (Character.isWhitespace(c) || c == '-' && blankFollows);
        }

        /** Behind the quote that ends what begins here; the end of the line if there is none. */
        private int quoted(char quote) {
            int i = at + 1;
            while (i < line.length() && (line.charAt(i) != quote || isDoubled(quote, i))) {
                boolean escape = quote == '"' ? line.charAt(i) == '\\' : isDoubled(quote, i);
                i += escape ? 2 : 1;
            }
            return Math.min(line.length(), i + 1);
        }

        /** Two single quotes in a text are one of its characters. */
        private boolean isDoubled(char quote, int i) {
            return quote == '\'' && line.startsWith("''", i);
        }

        private void take(Kind kind, int end) {
            plain();
            parts.add(new Part(kind, VisibleText.of(line.substring(at, end))));
            at = end;
            from = end;
            open = false;
        }

        private void plain() {
            if (from < at) {
                parts.add(new Part(Kind.PLAIN, VisibleText.of(line.substring(from, at))));
            }
        }
    }
}
