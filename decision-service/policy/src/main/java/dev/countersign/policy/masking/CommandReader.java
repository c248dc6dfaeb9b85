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

    private static final int NOTHING = -1;

    private record Document(String end, boolean indented, CommandLine command) {}

    private final ReadingPlace place;
    private final PieceReader pieces;
    private final List<CommandLine> commands = new ArrayList<>();
    private final List<Document> awaited = new ArrayList<>();
    private CommandLine command = CommandLine.after(null, false);
    private @Nullable CommandWord word;
    private boolean redirected;
    private boolean hereString;
    private @Nullable Document announced;
    private int documents;

    private CommandReader(CommandWord source) {
        this.place = new ReadingPlace(source);
        this.pieces = new PieceReader(place, this::inner);
    }

    /** The commands of a text, whose characters stand where the source says. */
    static List<CommandLine> read(CommandWord source) {
        var reader = new CommandReader(source);
        reader.commands(NOTHING);
        return reader.commands;
    }

    private void commands(int closer) {
        while (place.at < place.end) {
            char c = place.text.charAt(place.at);
            if (c == closer) {
                break;
            }
            switch (c) {
                case ' ', '\t', '\r' -> {
                    endWord();
                    place.at++;
                }
                case '\n' -> {
                    endCommand(false);
                    place.at++;
                    documents();
                }
                case ';' -> {
                    endCommand(false);
                    place.at++;
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
                    place.at++;
                }
                case '#' -> {
                    if (word == null) {
                        comment();
                    } else {
                        place.take(word());
                    }
                }
                default -> pieces.piece(word());
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
        if (place.at + 1 < place.end && place.text.charAt(place.at + 1) == '>') {
            endWord();
            place.at++;
        } else {
            endCommand(false);
            place.at++;
        }
    }

    private void bar() {
        boolean or = place.at + 1 < place.end && place.text.charAt(place.at + 1) == '|';
        endCommand(!or);
        place.at +=
                or || place.at + 1 < place.end && place.text.charAt(place.at + 1) == '&' ? 2 : 1;
    }

    private void redirection(char c) {
        if (word != null && word.text().chars().allMatch(Character::isDigit)) {
            word = null;
        }
        endWord();
        if (place.text.startsWith("<<<", place.at)) {
            place.at += 3;
            hereString = true;
        } else if (place.text.startsWith("<<", place.at)) {
            place.at += 2;
            boolean indented = place.at < place.end && place.text.charAt(place.at) == '-';
            place.at += indented ? 1 : 0;
            announced = new Document("", indented, command);
        } else if (place.at + 1 < place.end && place.text.charAt(place.at + 1) == '(') {
            place.at++;
            inner(')');
            word().addUnknown();
        } else {
            place.at++;
            while (place.at < place.end
                    && (">&|".indexOf(place.text.charAt(place.at)) >= 0
                            || c == place.text.charAt(place.at))) {
                place.at++;
            }
            redirected = true;
        }
    }

    /** {@code name=(one two)} is one word. */
    private void array(CommandWord into) {
        place.at++;
        while (place.at < place.end && place.text.charAt(place.at) != ')') {
            if (Character.isWhitespace(place.text.charAt(place.at))) {
                place.take(into);
            } else {
                pieces.piece(into);
            }
        }
        place.at = Math.min(place.end, place.at + 1);
    }

    /** Commands within; what they stand in goes on after them. */
    private void inner(char closer) {
        place.at++;
        if (place.depth == ReadingPlace.DEEPEST) {
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
        place.depth++;
        commands(closer);
        place.depth--;
        place.at = Math.min(place.end, place.at + 1);
        command = outer;
        word = outerWord;
        redirected = outerRedirected;
        hereString = outerHere;
        announced = outerAnnounced;
    }

    private void comment() {
        int stop = place.text.indexOf('\n', place.at);
        place.at++;
        within(stop < 0 || stop > place.end ? place.end : stop);
    }

    /** Reads up to there as a text of its own: quotes in it cannot reach beyond. */
    private void within(int stop) {
        int outer = place.end;
        place.end = stop;
        endCommand(false);
        command = CommandLine.after(null, documents > 0);
        if (place.depth < ReadingPlace.DEEPEST) {
            place.depth++;
            commands(NOTHING);
            place.depth--;
        }
        place.at = stop;
        place.end = outer;
    }

    private void documents() {
        List<Document> announcedHere = List.copyOf(awaited);
        awaited.clear();
        for (Document document : announcedHere) {
            int start = place.at;
            int line = place.at;
            int stop = place.end;
            int next = place.end;
            while (line < place.end) {
                int lineEnd = place.text.indexOf('\n', line);
                lineEnd = lineEnd < 0 || lineEnd > place.end ? place.end : lineEnd;
                if (isEnd(document, line, lineEnd)) {
                    stop = line;
                    next = Math.min(place.end, lineEnd + 1);
                    break;
                }
                line = lineEnd + 1;
            }
            var body = new CommandWord();
            for (int i = start; i < stop - 1 || i < stop && place.text.charAt(i) != '\n'; i++) {
                body.add(place.text.charAt(i), place.source.place(i));
            }
            document.command().input().add(body);
            documents++;
            within(stop);
            documents--;
            command = CommandLine.after(null, documents > 0);
            place.at = next;
        }
    }

    private boolean isEnd(Document document, int from, int to) {
        String line = place.text.substring(from, to);
        return (document.indented() ? line.stripLeading() : line)
                .stripTrailing()
                .equals(document.end());
    }
}
