package dev.countersign.policy.masking;

import dev.countersign.policy.program.Reading;
import dev.countersign.policy.secret.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where commands stand: in a text that is one, in lines of any text, in words given one by one. */
final class CommandSecrets {

    private CommandSecrets() {}

    /** In a text that is a command. */
    static void inCommand(String text, List<Span> found, KnownSecrets known) {
        if (Clues.areIn(text)) {
            new CommandScan(text, false, found, known).text(CommandWord.of(text, 0));
        }
    }

    /** In the lines of any text that name a program to which secrets are given. */
    static void inLines(String text, List<Span> found, KnownSecrets known) {
        int[] done = {0};
        Clues.programs(
                text,
                (from, to) -> {
                    if (from >= done[0]) {
                        int start = text.lastIndexOf('\n', from) + 1;
                        done[0] = logicalLineEnd(text, to);
                        String line = text.substring(start, done[0]);
                        new CommandScan(text, true, found, known).text(CommandWord.of(line, start));
                    }
                });
    }

    private static int logicalLineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end = text.indexOf('\n', end + 1);
        }
        return end < 0 ? text.length() : end;
    }

    /** In the words of one command, each by itself; empty if there is nothing in any. */
    static List<List<Span>> inWords(List<String> words) {
        if (!mayBeIn(words)) {
            return List.of();
        }
        var command = CommandLine.after(null, false);
        int at = 0;
        for (String word : words) {
            command.words().add(CommandWord.of(word, at));
            at += word.length() + 1;
        }
        var spans = new ArrayList<Span>();
        new CommandScan(String.join("\n", words), false, spans, new KnownSecrets())
                .command(command);
        return spans.isEmpty() ? List.of() : parted(words, spans);
    }

    /** Looks no closer than it must: nearly every command is done with here. */
    private static boolean mayBeIn(List<String> words) {
        int read = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (Clues.nameIn(word) || CommandScan.hasBlank(word) && Clues.areIn(word)) {
                return true;
            }
            Optional<Reading> reading =
                    read < CommandScan.MOST_PROGRAMS
                            ? CommandScan.reading(words, i)
                            : Optional.empty();
            if (reading.isPresent()) {
                read++;
                if (reading.get().parts().stream().anyMatch(part -> part.role().isSecret())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<List<Span>> parted(List<String> words, List<Span> spans) {
        var parted = new ArrayList<List<Span>>();
        spans.sort(Comparator.comparingInt(Span::from));
        int next = 0;
        int at = 0;
        for (String word : words) {
            var own = new ArrayList<Span>();
            for (; next < spans.size() && spans.get(next).from() <= at + word.length(); next++) {
                own.add(Span.placed(spans.get(next).from() - at, spans.get(next).to() - at));
            }
            parted.add(own);
            at += word.length() + 1;
        }
        return parted;
    }
}
