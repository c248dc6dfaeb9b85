package dev.countersign.policy.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simple command.
 *
 * @param words its words, redirections left out
 * @param input what is written for its standard input: here-strings, here-documents
 * @param before the command whose output it reads, if there is one
 * @param document whether it stands in a here-document, which may be a text of any kind
 */
record CommandLine(
        List<CommandWord> words,
        List<CommandWord> input,
        @Nullable CommandLine before,
        boolean document) {

    static CommandLine after(@Nullable CommandLine before, boolean document) {
        return new CommandLine(new ArrayList<>(), new ArrayList<>(), before, document);
    }

    List<String> texts() {
        return words.stream().map(CommandWord::text).toList();
    }
}
