package dev.countersign.policy.powershell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A place in a text of PowerShell, and what was found in it so far. */
final class PowerShellReading {
    private static final int DEEPEST = 30;

    final String text;
    final int depth;
    final Map<String, String> variables;
    final List<PowerShellPipeline> found = new ArrayList<>();
    boolean understood = true;
    int at;

    PowerShellReading(String text, int depth, Map<String, String> variables) {
        this.text = text;
        this.depth = depth;
        this.variables = variables;
    }

    boolean isTooDeep() {
        understood &= depth <= DEEPEST;
        return depth > DEEPEST;
    }

    /** The text between brackets, as the same shell reads it. */
    PowerShellReading within(String inside) {
        return new PowerShellReading(inside, depth + 1, variables);
    }

    /** Statements of a text inside this one; what they run counts here as well. */
    List<PowerShellPipeline> inner(String inside) {
        return isTooDeep() ? List.of() : new PowerShellParser(within(inside)).statements();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    void blanks() {
        while (at < text.length()) {
            if (text.startsWith("<#", at)) {
                int end = text.indexOf("#>", at);
                at = end < 0 ? text.length() : end + 2;
            } else if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("`\n", at)) {
                at += 2;
            } else if (text.startsWith("`\r\n", at)) {
                at += 3;
            } else if (peek() != '\n' && Character.isWhitespace(peek())) {
                at++;
            } else {
                return;
            }
        }
    }

    /** Up to the closing bracket, which is consumed; quotes are skipped as such. */
    String balanced(char open, char close) {
        int start = at + 1;
        int level = 0;
        while (at < text.length()) {
            char character = peek();
            if (character == '`') {
                at++;
            } else if (character == '\'' || character == '"') {
                skipQuotes(character);
                continue;
            } else if (character == open) {
                level++;
            } else if (character == close && --level == 0) {
                return text.substring(start, at++);
            }
            at++;
        }
        at = Math.min(at, text.length());
        understood = false;
        return text.substring(Math.min(start, text.length()));
    }

    void skipQuotes(char quote) {
        at++;
        while (at < text.length() && peek() != quote) {
            at += peek() == '`' && quote == '"' ? 2 : 1;
        }
        at++;
    }

    String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(peek())
                        || peek() == '_'
                        || peek() == '?'
                        || peek() == ':'
                                && at + 1 < text.length()
                                && Character.isLetter(text.charAt(at + 1)))) {
            at++;
        }
        return text.substring(start, at);
    }
}
