package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads words and their pieces: quotes, escapes, substitutions and parameters. */
final class Lexer {
    private final Cursor cursor;
    private final Budget budget;
    private final int depth;
    private int nesting;

    Lexer(Cursor cursor, Budget budget, int depth) {
        Budget.depth(depth);
        this.cursor = cursor;
        this.budget = budget;
        this.depth = depth;
    }

    /**
     * The pieces of a text that is expanded like the inside of double quotes, for example a
     * here-document's.
     */
    static Word expandable(String text, Budget budget, int depth) {
        var cursor = new Cursor(text, budget);
        var lexer = new Lexer(cursor, budget, depth);
        var run = new Run(true);
        while (!cursor.atEnd()) {
            lexer.quotedPiece(run, false);
        }
        return new Word(run.done(), 0);
    }

    static boolean endsWord(char character) {
        return switch (character) {
            case ' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')' -> true;
            default -> false;
        };
    }

    boolean isAtWordEnd() {
        return cursor.atEnd() || endsWord(cursor.peek());
    }

    /** One word; the cursor stands at its first character. */
    Word word() {
        int start = cursor.at();
        var run = new Run(false);
        while (!isAtWordEnd() || startsProcess() || extendedGlob(run)) {
            piece(run);
        }
        return new Word(run.done(), start);
    }

    private boolean startsProcess() {
        return (cursor.peek() == '<' || cursor.peek() == '>') && cursor.peek(1) == '(';
    }

    /** {@code @(a|b)}, whether or not the option is on that gives it a meaning. */
    private boolean extendedGlob(Run run) {
        return cursor.peek() == '(' && run.endsWithAny("@!+*?");
    }

    private void piece(Run run) {
        char character = cursor.peek();
        switch (character) {
            case '\'' -> {
                cursor.next();
                run.add(new Piece.Text(until('\''), true));
            }
            case '"' -> {
                cursor.next();
                run.add(new Piece.DoubleQuoted(doubleQuoted()));
            }
            case '\\' -> escape(run);
            case '$' -> dollar(run, false);
            case '`' -> run.add(backquoted(false));
            case '<', '>' -> run.add(process());
            case '(' -> alternatives(run);
            default -> run.character(cursor.next(), false);
        }
    }

    /** The alternatives of a pattern; the substitutions in it run. */
    private void alternatives(Run run) {
        int start = cursor.at();
        char sign = run.dropLast();
        cursor.next();
        Word inner = balanced('(', ')');
        run.add(new Piece.Text(new ExtendedPattern(sign).of(cursor.since(start)), false));
        for (Piece piece : inner.pieces()) {
            if (!(piece instanceof Piece.Text)) {
                run.add(piece);
            }
        }
    }

    private void escape(Run run) {
        cursor.next();
        if (cursor.peek() == '\n') {
            cursor.next();
        } else if (!cursor.atEnd()) {
            run.character(cursor.next(), true);
        } else {
            run.character('\\', true);
        }
    }

    private String until(char end) {
        int start = cursor.at();
        while (!cursor.atEnd()) {
            if (cursor.peek() == end) {
                String text = cursor.since(start);
                cursor.next();
                return text;
            }
            cursor.next();
        }
        throw new Trouble(Opacity.PARSE);
    }

    private List<Piece> doubleQuoted() {
        var run = new Run(true);
        while (cursor.peek() != '"') {
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            quotedPiece(run, true);
        }
        cursor.next();
        return run.done();
    }

    private void quotedPiece(Run run, boolean inQuotes) {
        switch (cursor.peek()) {
            case '\\' -> {
                cursor.next();
                char next = cursor.peek();
                if (next == '\n') {
                    cursor.next();
                } else if (next == '$'
                        || next == '`'
                        || next == '\\'
                        || (next == '"' && inQuotes)) {
                    run.character(cursor.next(), true);
                } else {
                    run.character('\\', true);
                }
            }
            case '$' -> dollar(run, true);
            case '`' -> run.add(backquoted(inQuotes));
            default -> run.character(cursor.next(), true);
        }
    }

    private void dollar(Run run, boolean quoted) {
        Budget.depth(depth + ++nesting);
        expansion(run, quoted);
        nesting--;
    }

    private void expansion(Run run, boolean quoted) {
        char next = cursor.peek(1);
        if (next == '\'' && !quoted) {
            cursor.take("$'");
            run.add(new Piece.Text(AnsiText.read(cursor), true));
        } else if (next == '"' && !quoted) {
            cursor.take("$\"");
            run.add(new Piece.DoubleQuoted(doubleQuoted()));
        } else if (next == '(') {
            run.add(parenthesised());
        } else if (next == '[') {
            cursor.take("$[");
            run.add(new Piece.Arithmetic(balanced('[', ']')));
        } else if (next == '{') {
            cursor.take("${");
            run.add(" \t\n|(".indexOf(cursor.peek()) >= 0 ? inBraces() : braced(quoted));
        } else if (isNameStart(next)) {
            cursor.next();
            run.add(Piece.Parameter.plain(name()));
        } else if (Character.isDigit(next) || "@*#?-$!".indexOf(next) >= 0 && next != Cursor.END) {
            cursor.next();
            run.add(Piece.Parameter.plain(String.valueOf(cursor.next())));
        } else {
            run.character(cursor.next(), true);
        }
    }

    private Piece parenthesised() {
        if (cursor.startsWith("$((")) {
            Optional<Piece> arithmetic = arithmetic();
            if (arithmetic.isPresent()) {
                return arithmetic.get();
            }
        }
        cursor.take("$(");
        return new Piece.Substitution(inner(), Piece.Substitution.Kind.OUTPUT);
    }

    /** {@code $((} may turn out to be a substitution that begins with a subshell. */
    private Optional<Piece> arithmetic() {
        int start = cursor.at();
        if (!new Parentheses(cursor).closeDouble(3)) {
            cursor.back(start);
            return Optional.empty();
        }
        cursor.back(start);
        cursor.take("$((");
        Word inner = balanced('(', ')');
        if (!cursor.take(")")) {
            throw new Trouble(Opacity.PARSE);
        }
        return Optional.of(new Piece.Arithmetic(inner));
    }

    /**
     * Text up to the closing bracket, expanded as between double quotes; the cursor ends after it.
     */
    Word balanced(char open, char close) {
        int start = cursor.at();
        var run = new Run(true);
        int level = 1;
        while (true) {
            char character = cursor.peek();
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            if (character == close && --level == 0) {
                cursor.next();
                return new Word(run.done(), start);
            }
            if (character == open) {
                level++;
            }
            if (character == '\'') {
                cursor.next();
                run.add(new Piece.Text(until('\''), true));
            } else if (character == '"') {
                cursor.next();
                run.add(new Piece.DoubleQuoted(doubleQuoted()));
            } else {
                quotedPiece(run, true);
            }
        }
    }

    private Script inner() {
        var parser = new Parser(cursor, budget, depth + 1);
        List<Command> commands = parser.until(")");
        if (!cursor.take(")")) {
            throw new Trouble(Opacity.PARSE);
        }
        return new Script(commands, Optional.empty());
    }

    /** <code>${ commands; }</code> of newer shells: their output, without a shell of its own. */
    private Piece inBraces() {
        cursor.take("|");
        var parser = new Parser(cursor, budget, depth + 1);
        List<Command> commands = parser.until("}");
        if (!cursor.take("}")) {
            throw new Trouble(Opacity.PARSE);
        }
        return new Piece.Substitution(
                new Script(commands, Optional.empty()), Piece.Substitution.Kind.OUTPUT);
    }

    private Piece process() {
        var kind =
                cursor.next() == '<'
                        ? Piece.Substitution.Kind.READ_FROM
                        : Piece.Substitution.Kind.WRITE_TO;
        cursor.take("(");
        return new Piece.Substitution(inner(), kind);
    }

    /**
     * Inside back-quotes one level of backslashes is removed, then the text is parsed on its own.
     */
    private Piece backquoted(boolean inQuotes) {
        cursor.next();
        var text = new StringBuilder();
        while (cursor.peek() != '`') {
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            char character = cursor.next();
            char next = cursor.peek();
            if (character == '\\'
                    && (next == '`' || next == '\\' || next == '$' || (inQuotes && next == '"'))) {
                text.append(cursor.next());
            } else {
                text.append(character);
            }
        }
        cursor.next();
        return new Piece.Substitution(
                Parser.parseInside(text.toString(), budget, depth + 1),
                Piece.Substitution.Kind.OUTPUT);
    }

    private Piece braced(boolean quoted) {
        boolean length =
                cursor.peek() == '#' && cursor.peek(1) != '}' && !isOperator(cursor.peek(1));
        if (length) {
            cursor.next();
        }
        boolean indirect = cursor.peek() == '!' && cursor.peek(1) != '}';
        if (indirect) {
            cursor.next();
        }
        String name = isNameStart(cursor.peek()) ? name() : special();
        Optional<Word> subscript = Optional.empty();
        if (cursor.peek() == '[') {
            cursor.next();
            subscript = Optional.of(balanced('[', ']'));
        }
        String operator = operator();
        Word operand = operand(quoted);
        return new Piece.Parameter(
                name,
                subscript,
                operator,
                operator.isEmpty() ? Optional.empty() : Optional.of(operand),
                indirect,
                length);
    }

    private static boolean isOperator(char character) {
        return ":-+=?%/^,@".indexOf(character) >= 0;
    }

    private String special() {
        if (Character.isDigit(cursor.peek())) {
            int start = cursor.at();
            while (Character.isDigit(cursor.peek())) {
                cursor.next();
            }
            return cursor.since(start);
        }
        return cursor.atEnd() || cursor.peek() == '}' ? "" : String.valueOf(cursor.next());
    }

    private String operator() {
        for (String operator :
                List.of(
                        ":-", ":=", ":+", ":?", "##", "%%", "//", "/#", "/%", "^^", ",,", "@", "-",
                        "=", "+", "?", "#", "%", "/", "^", ",", ":")) {
            if (cursor.take(operator)) {
                return operator;
            }
        }
        return "";
    }

    /** Up to the closing brace; quotes and substitutions inside keep their meaning. */
    private Word operand(boolean quoted) {
        int start = cursor.at();
        var run = new Run(false);
        int level = 0;
        while (true) {
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            char character = cursor.peek();
            if (character == '}' && level-- == 0) {
                cursor.next();
                return new Word(run.done(), start);
            }
            if (character == '{') {
                level++;
            }
            if (character == '\'' && quoted) {
                run.character(cursor.next(), true);
            } else if ("'\"\\$`".indexOf(character) >= 0) {
                piece(run);
            } else {
                run.character(cursor.next(), false);
            }
        }
    }

    static boolean isNameStart(char character) {
        return character == '_'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }

    static boolean isName(String text) {
        return !text.isEmpty()
                && isNameStart(text.charAt(0))
                && text.chars().allMatch(c -> isNameStart((char) c) || (c >= '0' && c <= '9'));
    }

    private String name() {
        int start = cursor.at();
        while (isNameStart(cursor.peek()) || (cursor.peek() >= '0' && cursor.peek() <= '9')) {
            cursor.next();
        }
        return cursor.since(start);
    }

    /** Joins neighbouring characters to pieces of text. */
    private static final class Run {
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final boolean allQuoted;
        private boolean quoted;

        Run(boolean allQuoted) {
            this.allQuoted = allQuoted;
        }

        void character(char character, boolean isQuoted) {
            boolean now = isQuoted || allQuoted;
            if (now != quoted) {
                flush();
                quoted = now;
            }
            text.append(character);
        }

        void add(Piece piece) {
            flush();
            pieces.add(piece);
        }

        /** Takes back the sign of an extended pattern. */
        char dropLast() {
            char last = text.charAt(text.length() - 1);
            text.setLength(text.length() - 1);
            return last;
        }

        boolean endsWithAny(String characters) {
            return !text.isEmpty()
                    && !quoted
                    && characters.indexOf(text.charAt(text.length() - 1)) >= 0;
        }

        List<Piece> done() {
            flush();
            return List.copyOf(pieces);
        }

        private void flush() {
            if (!text.isEmpty()) {
                pieces.add(new Piece.Text(text.toString(), quoted));
                text.setLength(0);
            }
        }
    }
}
