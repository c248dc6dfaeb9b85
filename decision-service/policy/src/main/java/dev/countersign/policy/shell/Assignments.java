package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recognises {@code name=…}, {@code name[…]=…} and {@code name=(…)} before a command. */
final class Assignments {
    private final Cursor cursor;
    private final Lexer lexer;

    Assignments(Cursor cursor, Lexer lexer) {
        this.cursor = cursor;
        this.lexer = lexer;
    }

    Optional<Command.Assignment> take() {
        int start = cursor.at();
        if (!Lexer.isNameStart(cursor.peek())) {
            return Optional.empty();
        }
        while (Lexer.isNameStart(cursor.peek()) || Character.isDigit(cursor.peek())) {
            cursor.next();
        }
        String name = cursor.since(start);
        Optional<Word> subscript = Optional.empty();
        if (cursor.peek() == '[') {
            if (!closesBeforeEquals()) {
                cursor.back(start);
                return Optional.empty();
            }
            cursor.next();
            subscript = Optional.of(lexer.balanced('[', ']'));
        }
        boolean append = cursor.peek() == '+' && cursor.peek(1) == '=';
        if (append) {
            cursor.next();
        }
        if (!cursor.take("=")) {
            cursor.back(start);
            return Optional.empty();
        }
        if (cursor.take("(")) {
            return Optional.of(new Command.Assignment(name, subscript, append, true, array()));
        }
        List<Word> value =
                lexer.isAtWordEnd() && !cursor.startsWith("<(") ? List.of() : List.of(lexer.word());
        return Optional.of(new Command.Assignment(name, subscript, append, false, value));
    }

    /** {@code name=(} or {@code name+=(}, which also stand after {@code declare}. */
    boolean atArray() {
        int ahead = 0;
        while (Lexer.isNameStart(cursor.peek(ahead))
                || ahead > 0 && Character.isDigit(cursor.peek(ahead))) {
            ahead++;
        }
        int equals = cursor.peek(ahead) == '+' ? ahead + 1 : ahead;
        return ahead > 0 && cursor.peek(equals) == '=' && cursor.peek(equals + 1) == '(';
    }

    /** {@code a[…]=} or {@code a[…]+=}: otherwise it is a word with a pattern. */
    private boolean closesBeforeEquals() {
        for (int i = 1; i < 200; i++) {
            char character = cursor.peek(i);
            if (character == Cursor.END || character == '\n') {
                return false;
            }
            if (character == ']' && (cursor.peek(i + 1) == '=' || cursor.peek(i + 1) == '+')) {
                return true;
            }
        }
        return false;
    }

    private List<Word> array() {
        var words = new ArrayList<Word>();
        while (true) {
            char character = cursor.peek();
            if (cursor.atEnd()) {
                throw new Trouble(Opacity.PARSE);
            }
            if (character == ')') {
                cursor.next();
                return words;
            }
            if (character == ' ' || character == '\t' || character == '\n') {
                cursor.next();
            } else if (character == '#') {
                cursor.line();
            } else if (lexer.isAtWordEnd() && !cursor.startsWith("<(")) {
                throw new Trouble(Opacity.PARSE);
            } else {
                words.add(lexer.word());
            }
        }
    }
}
