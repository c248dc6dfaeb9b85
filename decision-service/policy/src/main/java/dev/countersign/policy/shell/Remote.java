package dev.countersign.policy.shell;

import java.util.Set;

/** Programs whose output is another machine's. */
final class Remote {
    private static final Set<String> FETCHERS =
            Set.of("curl", "wget", "http", "https", "xh", "aria2c", "nc", "ncat", "fetch", "lynx");

    private Remote() {}

    static boolean isFetcher(Command command) {
        return command instanceof Command.Simple simple
                && simple.words().stream()
                        .limit(3)
                        .anyMatch(word -> FETCHERS.contains(baseName(plain(word))));
    }

    private static String plain(Word word) {
        return word.pieces().size() == 1 && word.pieces().getFirst() instanceof Piece.Text text
                ? text.text()
                : "";
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
