package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads redirections wherever they stand, and the bodies of here-documents when their line ends.
 */
final class Redirections {
    private static final List<String> OPERATORS =
            List.of("<<<", "<<-", "&>>", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "<", ">");

    private final Cursor cursor;
    private final Lexer lexer;
    private final Budget budget;
    private final int depth;
    private final Deque<HereDocument> waiting = new ArrayDeque<>();

    Redirections(Cursor cursor, Lexer lexer, Budget budget, int depth) {
        this.cursor = cursor;
        this.lexer = lexer;
        this.budget = budget;
        this.depth = depth;
    }

    List<Redirect> afterCompound() {
        var found = new ArrayList<Redirect>();
        do {
            skipBlanks();
        } while (takeOne(found));
        return found;
    }

    private void skipBlanks() {
        while (cursor.peek() == ' ' || cursor.peek() == '\t') {
            cursor.next();
        }
    }

    boolean takeOne(List<Redirect> into) {
        int start = cursor.at();
        String descriptor = descriptor();
        Optional<String> operator = operator();
        if (operator.isEmpty()) {
            cursor.back(start);
            return false;
        }
        skipBlanks();
        while (cursor.take("\\\n")) {
            skipBlanks();
        }
        Word target = lexer.word();
        if (target.pieces().isEmpty()) {
            throw new Trouble(Opacity.PARSE);
        }
        into.add(
                new Redirect(descriptor, operator.get(), target, document(operator.get(), target)));
        return true;
    }

    private String descriptor() {
        int start = cursor.at();
        if (cursor.peek() == '{') {
            int length = 1;
            while (Lexer.isNameStart(cursor.peek(length))
                    || Character.isDigit(cursor.peek(length))) {
                length++;
            }
            if (length > 1 && cursor.peek(length) == '}') {
                for (int i = 0; i <= length; i++) {
                    cursor.next();
                }
            }
        } else {
            while (cursor.peek() >= '0' && cursor.peek() <= '9') {
                cursor.next();
            }
        }
        return cursor.since(start);
    }

    private Optional<String> operator() {
        for (String operator : OPERATORS) {
            if (cursor.startsWith(operator)) {
                // "<(" and ">(" are process substitutions, which are words.
                if (operator.length() == 1 && cursor.peek(1) == '(') {
                    return Optional.empty();
                }
                cursor.take(operator);
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Optional<HereDocument> document(String operator, Word target) {
        if (!operator.equals("<<") && !operator.equals("<<-")) {
            return Optional.empty();
        }
        boolean quoted = target.pieces().stream().anyMatch(Redirections::isQuoted);
        boolean plain =
                target.pieces().stream()
                        .allMatch(piece -> piece instanceof Piece.Text || isQuoted(piece));
        if (quoted && !plain) {
            throw new Trouble(Opacity.PARSE);
        }
        // Nothing in a delimiter is expanded, so that what looks like a variable is its text.
        var delimiter = new StringBuilder(plain ? "" : cursor.since(target.at()));
        if (plain) {
            target.pieces().forEach(piece -> delimiter.append(plain(piece)));
        }
        var document = new HereDocument(delimiter.toString(), quoted, operator.equals("<<-"));
        waiting.add(document);
        return Optional.of(document);
    }

    private static boolean isQuoted(Piece piece) {
        return piece instanceof Piece.DoubleQuoted
                || piece instanceof Piece.Text text && text.quoted();
    }

    /** In a delimiter nothing is expanded; only quotes are removed. */
    private static String plain(Piece piece) {
        return switch (piece) {
            case Piece.Text text -> text.text();
            case Piece.DoubleQuoted quoted -> {
                var all = new StringBuilder();
                quoted.inner().forEach(inner -> all.append(plain(inner)));
                yield all.toString();
            }
            case Piece.Parameter parameter -> throw new Trouble(Opacity.PARSE);
            case Piece.Substitution substitution -> throw new Trouble(Opacity.PARSE);
            case Piece.Arithmetic arithmetic -> throw new Trouble(Opacity.PARSE);
        };
    }

    /** Called right after the end of a line. */
    void readDocuments() {
        while (!waiting.isEmpty()) {
            HereDocument document = waiting.remove();
            String body = body(document);
            document.filled(
                    document.literal
                            ? Word.literal(body, cursor.at())
                            : Lexer.expandable(body, budget, depth + 1));
        }
    }

    private String body(HereDocument document) {
        var body = new StringBuilder();
        while (!cursor.atEnd()) {
            String line = cursor.line();
            // Without quotes a line that ends in a backslash is joined with the next one.
            while (!document.literal && oddBackslashes(line) && !cursor.atEnd()) {
                line = line.substring(0, line.length() - 1) + cursor.line();
            }
            String seen = document.stripTabs ? withoutTabs(line) : line;
            if (seen.equals(document.delimiter)) {
                return body.toString();
            }
            body.append(seen).append('\n');
        }
        return body.toString();
    }

    private static boolean oddBackslashes(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private static String withoutTabs(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) == '\t') {
            i++;
        }
        return line.substring(i);
    }
}
