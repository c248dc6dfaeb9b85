package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;

/** What stands between commands and their words: blanks, ends of lines, key words, signs. */
final class Signs {
    private final Cursor cursor;
    private final Lexer lexer;
    private final Redirections redirections;

    Signs(Cursor cursor, Lexer lexer, Redirections redirections) {
        this.cursor = cursor;
        this.lexer = lexer;
        this.redirections = redirections;
    }

    /** Takes the end of a line; here-documents that it announced are read at once. */
    void newline() {
        cursor.next();
        redirections.readDocuments();
    }

    void skipBlanks() {
        while (true) {
            char character = cursor.peek();
            if (character == ' ' || character == '\t') {
                cursor.next();
            } else if (character == '\\' && cursor.peek(1) == '\n') {
                cursor.take("\\\n");
            } else if (character == '#') {
                while (!cursor.atEnd() && cursor.peek() != '\n') {
                    cursor.next();
                }
            } else {
                return;
            }
        }
    }

    void skipLines() {
        skipBlanks();
        while (cursor.peek() == '\n') {
            newline();
            skipBlanks();
        }
    }

    /** The unquoted word that begins here, without moving; empty when it is quoted or none. */
    String peekWord() {
        int length = 0;
        while (length < 10) {
            char character = cursor.peek(length);
            if (character == Cursor.END || Lexer.endsWord(character)) {
                break;
            }
            length++;
        }
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(cursor.peek(i));
        }
        // A longer word is no keyword; names are asked for with takeWord.
        return length == 10 && !Lexer.endsWord(cursor.peek(10)) && cursor.peek(10) != Cursor.END
                ? ""
                : word.toString();
    }

    String takeWord() {
        Word word = lexer.word();
        if (word.bare().isEmpty()) {
            throw new Trouble(Opacity.PARSE);
        }
        return word.bare();
    }

    boolean takeKeyword(String word) {
        skipBlanks();
        return peekWord().equals(word) && cursor.take(word);
    }

    /**
     * @throws Trouble if something else comes next
     */
    void keyword(String word) {
        skipLines();
        if (!takeKeyword(word)) {
            throw new Trouble(Opacity.PARSE);
        }
    }

    /**
     * @throws Trouble if something else comes next
     */
    void expect(String sign) {
        if (!cursor.take(sign)) {
            throw new Trouble(Opacity.PARSE);
        }
    }
}
