package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts the text for a database into statements of words. Comments are blanks; a text in quotes is
 * one word that begins with a quote, a quoted name one that begins with a double quote.
 */
final class SqlWords {
    /** The statements, and the client's own commands that take the rest of their line. */
    record Cut(List<List<String>> statements, List<String> commands) {}

    private final String text;
    private final SqlDialect dialect;
    private final List<List<String>> statements = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int at;

    private SqlWords(String text, SqlDialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    static Cut cut(String text, SqlDialect dialect) {
        var cutter = new SqlWords(text, dialect);
        while (cutter.at < text.length()) {
            cutter.next();
        }
        cutter.endStatement();
        return new Cut(cutter.statements, cutter.commands);
    }

    private void next() {
        char character = text.charAt(at);
        if (isComment(character)) {
            skipTo("\n");
        } else if (text.startsWith("/*", at)) {
            comment();
        } else if (character == '\'' || character == '"' || character == '`') {
            quoted(character);
        } else if (character == '$' && dialect.dollarQuotes() && dollarTag() > 0) {
            dollarQuoted(text.substring(at, at + dollarTag()));
        } else if (character == '\\') {
            clientCommand();
        } else if (character == ';') {
            endStatement();
            at++;
        } else if (isWordPart(character)) {
            word();
        } else {
            if (!Character.isWhitespace(character)) {
                words.add(String.valueOf(character));
            }
            at++;
        }
    }

    private boolean isComment(char character) {
        if (character == '#' && dialect.hashComments()) {
            return true;
        }
        // Where a backslash escapes, two dashes need a blank after them.
        return text.startsWith("--", at)
                && (!dialect.backslashEscapes()
                        || at + 2 >= text.length()
                        || Character.isWhitespace(text.charAt(at + 2)));
    }

    /** {@code /*! … *}{@code /} is run by MySQL: its marks are blanks, its words are not. */
    private void comment() {
        if (text.startsWith("/*!", at) || text.startsWith("/*M!", at)) {
            at = text.indexOf('!', at) + 1;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        } else {
            at += 2;
            skipTo("*/");
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void quoted(char quote) {
        boolean escapes =
                quote == '\''
                        && (dialect.backslashEscapes()
                                || !words.isEmpty()
                                        && words.getLast().equals("e")
                                        && at > 0
                                        && isWordPart(text.charAt(at - 1)));
        int start = ++at;
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '\\' && escapes) {
                at++;
            } else if (character == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    break;
                }
            }
            at++;
        }
        int end = Math.min(at, text.length());
        words.add((quote == '\'' ? "'" : "\"") + text.substring(Math.min(start, end), end));
        at = Math.min(at + 1, text.length());
    }

    private int dollarTag() {
        int end = at + 1;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean number = end > at + 1 && Character.isDigit(text.charAt(at + 1));
        return end < text.length() && text.charAt(end) == '$' && !number ? end + 1 - at : 0;
    }

    private void dollarQuoted(String tag) {
        int start = at + tag.length();
        int end = text.indexOf(tag, start);
        words.add("'" + text.substring(start, end < 0 ? text.length() : end));
        at = end < 0 ? text.length() : end + tag.length();
    }

    /**
     * {@code \! ls}: those that reach out take the rest of the line, the others only their name.
     */
    private void clientCommand() {
        int name = at + 1;
        while (name < text.length() && isWordPart(text.charAt(name))) {
            name++;
        }
        if (name == at + 1 && name < text.length()) {
            name++;
        }
        String command = text.substring(at, name);
        if (ClientCommand.reachesOut(command)) {
            int end = text.indexOf('\n', at);
            commands.add(text.substring(at, end < 0 ? text.length() : end));
            at = end < 0 ? text.length() : end;
        } else {
            at = name;
        }
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || Wild.isMark(character);
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        words.add(text.substring(start, at).toLowerCase(Locale.ROOT));
    }

    private void endStatement() {
        if (!words.isEmpty()) {
            statements.add(List.copyOf(words));
        }
        words = new ArrayList<>();
    }
}
