package dev.countersign.policy.shell;

/**
 * Looks ahead whether <code>((</code> is closed by <code>))</code>, skipping quotes; costs at most
 * the text once per opener.
 */
final class Parentheses {
    private final Cursor cursor;

    Parentheses(Cursor cursor) {
        this.cursor = cursor;
    }

    boolean closeDouble(int skip) {
        for (int i = 0; i < skip; i++) {
            cursor.next();
        }
        int level = 2;
        while (!cursor.atEnd()) {
            char character = cursor.next();
            switch (character) {
                case '\\' -> cursor.next();
                case '\'' -> skipTo('\'');
                case '"' -> skipTo('"');
                case '(' -> level++;
                case ')' -> {
                    level--;
                    if (level == 1) {
                        // Of the two closers the inner one is here: the outer one must follow at
                        // once.
                        return cursor.peek() == ')';
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private void skipTo(char end) {
        while (!cursor.atEnd()) {
            char character = cursor.next();
            if (character == end) {
                return;
            }
            if (character == '\\' && end == '"') {
                cursor.next();
            }
        }
    }
}
