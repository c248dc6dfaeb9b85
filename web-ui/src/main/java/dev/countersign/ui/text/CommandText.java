package dev.countersign.ui.text;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A shell command for the eye: all of it, every character visible, with the words marked that are
 * worth a second look. The marks decide nothing; what the command does was found by a parser, and
 * is listed beside it.
 */
public final class CommandText {

    private static final Pattern WORD = Pattern.compile("[^\\s;|&<>()'\"`$=]+|\\|+|&&|>+|\\$\\(");

    private static final Set<String> RISKY =
            Set.of(
                    "rm",
                    "-rf",
                    "-fr",
                    "-f",
                    "--force",
                    "--force-with-lease",
                    "--no-verify",
                    "--hard",
                    "sudo",
                    "su",
                    "doas",
                    "dd",
                    "mkfs",
                    "shred",
                    "truncate",
                    "chmod",
                    "chown",
                    "777",
                    "curl",
                    "wget",
                    "nc",
                    "ssh",
                    "scp",
                    "rsync",
                    "eval",
                    "exec",
                    "source",
                    "base64",
                    "sh",
                    "bash",
                    "zsh",
                    "python",
                    "python3",
                    "perl",
                    "node",
                    "-exec",
                    "xargs",
                    "push",
                    "publish",
                    "deploy",
                    "apply",
                    "destroy",
                    "delete",
                    "drop",
                    "DELETE",
                    "DROP",
                    "TRUNCATE",
                    "prune",
                    "reset",
                    "kill",
                    "pkill",
                    "--all",
                    "--prune",
                    "--recursive",
                    "-R",
                    "-delete",
                    "--privileged",
                    "--insecure",
                    "-k");

    private CommandText() {}

    public static List<Piece> of(String command) {
        return VisibleText.of(command).stream().flatMap(CommandText::mark).toList();
    }

    private static Stream<Piece> mark(Piece piece) {
        if (!piece.isPlain()) {
            return Stream.of(piece);
        }
        Stream.Builder<Piece> pieces = Stream.builder();
        Matcher words = WORD.matcher(piece.text());
        int from = 0;
        while (words.find()) {
            if (RISKY.contains(words.group()) || isRedirection(words.group())) {
                addPlain(pieces, piece.text().substring(from, words.start()));
                pieces.add(new Piece(words.group(), Piece.Kind.RISKY, "look twice"));
                from = words.end();
            }
        }
        addPlain(pieces, piece.text().substring(from));
        return pieces.build();
    }

    private static boolean isRedirection(String word) {
        return word.startsWith(">") || word.equals("|") || word.equals("$(");
    }

    private static void addPlain(Stream.Builder<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(Piece.plain(text));
        }
    }
}
