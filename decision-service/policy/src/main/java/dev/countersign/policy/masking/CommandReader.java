package dev.countersign.policy.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits shell text into commands and words and keeps the place of every character.
 *
 * <p>Unlike the parser that decides what a call would do, it reads any text to its end, also what
 * no shell would accept: such text is refused, but it is stored and shown all the same.
 * Substitutions, comments and here-documents are read as commands of their own. Linear in the text.
 */
final class CommandReader {

    private static final int DEEPEST = 40;
    private static final int NOTHING = -1;

    private record Document(String end, boolean indented, CommandLine command) {}

    private final CommandWord source;
    private final String text;
    private final List<CommandLine> commands = new ArrayList<>();
    private final List<Document> awaited = new ArrayList<>();
    private CommandLine command = CommandLine.after(null, false);
    private @Nullable CommandWord word;
    private boolean redirected;
    private boolean hereString;
    private @Nullable Document announced;
    private boolean unclosed;
    private int at;
    private int end;
    private int depth;
    private int documents;

    private CommandReader(CommandWord source) {
        this.source = source;
        this.text = source.text();
        this.end = text.length();
    }

    /** The commands of a text, whose characters stand where the source says. */
    static List<CommandLine> read(CommandWord source) {
        var reader = new CommandReader(source);
        reader.commands(NOTHING);
        return reader.commands;
    }

    private void commands(int closer) {
        while (at < end) {
            char c = text.charAt(at);
            if (c == closer) {
                break;
            }
            switch (c) {
                case ' ', '\t', '\r' -> {
                    endWord();
                    at++;
                }
                case '\n' -> {
                    endCommand(false);
                    at++;
                    documents();
                }
                case ';' -> {
                    endCommand(false);
                    at++;
                }
                case '&' -> ampersand();
                case '|' -> bar();
                case '<', '>' -> redirection(c);
                case '(' -> {
                    if (word != null && word.endsWith('=')) {
                        array(word);
                    } else {
                        inner(')');
                    }
                }
                case ')' -> {
                    endCommand(false);
                    at++;
                }
                case '#' -> {
                    if (word == null) {
                        comment();
                    } else {
                        take(word());
                    }
                }
                default -> piece(word());
            }
        }
        endCommand(false);
    }

    private CommandWord word() {
        if (word == null) {
            word = new CommandWord();
        }
        return word;
    }

    private void take(CommandWord into) {
        into.add(text.charAt(at), source.place(at));
        at++;
    }

    private void endWord() {
        if (word == null) {
            return;
        }
        if (announced != null) {
            awaited.add(new Document(word.text(), announced.indented(), announced.command()));
            announced = null;
        } else if (hereString) {
            command.input().add(word);
        } else if (!redirected) {
            command.words().add(word);
        }
        redirected = false;
        hereString = false;
        word = null;
    }

    private void endCommand(boolean piped) {
        endWord();
        redirected = false;
        hereString = false;
        announced = null;
        boolean said = !command.words().isEmpty() || !command.input().isEmpty();
        if (said) {
            commands.add(command);
        }
        if (said || command.before() != null) {
            command = CommandLine.after(piped ? command : null, documents > 0);
        }
    }

    private void ampersand() {
        if (at + 1 < end && text.charAt(at + 1) == '>') {
            endWord();
            at++;
        } else {
            endCommand(false);
            at++;
        }
    }

    private void bar() {
        boolean or = at + 1 < end && text.charAt(at + 1) == '|';
        endCommand(!or);
        at += or || at + 1 < end && text.charAt(at + 1) == '&' ? 2 : 1;
    }

    private void redirection(char c) {
        if (word != null && word.text().chars().allMatch(Character::isDigit)) {
            word = null;
        }
        endWord();
        if (text.startsWith("<<<", at)) {
            at += 3;
            hereString = true;
        } else if (text.startsWith("<<", at)) {
            at += 2;
            boolean indented = at < end && text.charAt(at) == '-';
            at += indented ? 1 : 0;
            announced = new Document("", indented, command);
        } else if (at + 1 < end && text.charAt(at + 1) == '(') {
            at++;
            inner(')');
            word().addUnknown();
        } else {
            at++;
            while (at < end && (">&|".indexOf(text.charAt(at)) >= 0 || c == text.charAt(at))) {
                at++;
            }
            redirected = true;
        }
    }

    /** {@code name=(one two)} is one word. */
    private void array(CommandWord into) {
        at++;
        while (at < end && text.charAt(at) != ')') {
            if (Character.isWhitespace(text.charAt(at))) {
                take(into);
            } else {
                piece(into);
            }
        }
        at = Math.min(end, at + 1);
    }

    /** Commands within; what they stand in goes on after them. */
    private void inner(char closer) {
        at++;
        if (depth == DEEPEST) {
            return;
        }
        CommandLine outer = command;
        CommandWord outerWord = word;
        boolean outerRedirected = redirected;
        boolean outerHere = hereString;
        Document outerAnnounced = announced;
        command = CommandLine.after(null, documents > 0);
        word = null;
        redirected = false;
        hereString = false;
        announced = null;
        depth++;
        commands(closer);
        depth--;
        at = Math.min(end, at + 1);
        command = outer;
        word = outerWord;
        redirected = outerRedirected;
        hereString = outerHere;
        announced = outerAnnounced;
    }

    private void piece(CommandWord into) {
        char c = text.charAt(at);
        switch (c) {
            case '\\' -> escape(into);
            case '\'' -> literal(into);
            case '"' -> {
                at++;
                quoted(into);
            }
            case '$' -> dollar(into);
            case '`' -> {
                inner('`');
                into.addUnknown();
            }
            default -> take(into);
        }
    }

    private void escape(CommandWord into) {
        at++;
        if (at < end && text.charAt(at) == '\n') {
            at++;
        } else if (at < end) {
            take(into);
        }
    }

    /** A quote that is never closed is an apostrophe. */
    private void literal(CommandWord into) {
        int close = unclosed ? -1 : text.indexOf('\'', at + 1);
        if (close < 0 || close >= end) {
            unclosed |= close < 0;
            take(into);
            return;
        }
        at++;
        while (at < close) {
            take(into);
        }
        at++;
    }

    private void quoted(CommandWord into) {
        while (at < end && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < end && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                escape(into);
            } else if (c == '$' || c == '`') {
                piece(into);
            } else {
                take(into);
            }
        }
        at = Math.min(end, at + 1);
    }

    private void dollar(CommandWord into) {
        char next = at + 1 < end ? text.charAt(at + 1) : '\0';
        if (next == '(') {
            at++;
            inner(')');
            into.addUnknown();
        } else if (next == '{') {
            at += 2;
            parameter(into);
        } else if (next == '\'') {
            at += 2;
            ansi(into);
        } else if (next == '"') {
            at += 2;
            quoted(into);
        } else if (isOfName(next)) {
            at++;
            into.addVariable(name());
        } else if ("@*#?$!-".indexOf(next) >= 0 && next != '\0') {
            at += 2;
            into.addUnknown();
        } else {
            take(into);
        }
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private String name() {
        int start = at;
        while (at < end && isOfName(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** <code>${name:-default}</code>: the default may be the value. */
    private void parameter(CommandWord into) {
        into.addVariable(name());
        if (depth == DEEPEST) {
            return;
        }
        depth++;
        while (at < end && ":-+=?".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        while (at < end && text.charAt(at) != '}') {
            if (text.charAt(at) == '"') {
                at++;
            } else {
                piece(into);
            }
        }
        at = Math.min(end, at + 1);
        depth--;
    }

    private void ansi(CommandWord into) {
        while (at < end && text.charAt(at) != '\'') {
            if (text.charAt(at) == '\\' && at + 1 < end) {
                at++;
            }
            take(into);
        }
        at = Math.min(end, at + 1);
    }

    private void comment() {
        int stop = text.indexOf('\n', at);
        at++;
        within(stop < 0 || stop > end ? end : stop);
    }

    /** Reads up to there as a text of its own: quotes in it cannot reach beyond. */
    private void within(int stop) {
        int outer = end;
        end = stop;
        endCommand(false);
        command = CommandLine.after(null, documents > 0);
        if (depth < DEEPEST) {
            depth++;
            commands(NOTHING);
            depth--;
        }
        at = stop;
        end = outer;
    }

    private void documents() {
        List<Document> announcedHere = List.copyOf(awaited);
        awaited.clear();
        for (Document document : announcedHere) {
            int start = at;
            int line = at;
            int stop = end;
            int next = end;
            while (line < end) {
                int lineEnd = text.indexOf('\n', line);
                lineEnd = lineEnd < 0 || lineEnd > end ? end : lineEnd;
                if (isEnd(document, line, lineEnd)) {
                    stop = line;
                    next = Math.min(end, lineEnd + 1);
                    break;
                }
                line = lineEnd + 1;
            }
            var body = new CommandWord();
            for (int i = start; i < stop - 1 || i < stop && text.charAt(i) != '\n'; i++) {
                body.add(text.charAt(i), source.place(i));
            }
            document.command().input().add(body);
            documents++;
            within(stop);
            documents--;
            command = CommandLine.after(null, documents > 0);
            at = next;
        }
    }

    private boolean isEnd(Document document, int from, int to) {
        String line = text.substring(from, to);
        return (document.indented() ? line.stripLeading() : line)
                .stripTrailing()
                .equals(document.end());
    }
}
