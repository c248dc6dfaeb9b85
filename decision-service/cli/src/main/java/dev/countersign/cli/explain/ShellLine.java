package dev.countersign.cli.explain;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The line that runs a command given in words. One word is the line itself: whoever quotes a whole
 * line has written what the shell shall read. Several words are those that a shell would hand to a
 * program, so each is quoted wherever a shell would read more into it.
 */
final class ShellLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*=)(.*)", Pattern.DOTALL);

    /** Words with which a shell begins something other than a program. */
    private static final Set<String> RESERVED =
            Set.of(
                    "if",
                    "then",
                    "elif",
                    "else",
                    "fi",
                    "for",
                    "in",
                    "do",
                    "done",
                    "while",
                    "until",
                    "case",
                    "esac",
                    "select",
                    "function",
                    "coproc",
                    "time");

    private ShellLine() {}

    static String of(List<String> words) {
        return words.size() == 1 ? words.getFirst() : quoted(words);
    }

    private static String quoted(List<String> words) {
        var line = new StringBuilder();
        boolean program = true;
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ");
            var assignment = ASSIGNMENT.matcher(word);
            if (program && assignment.matches()) {
                line.append(assignment.group(1)).append(value(assignment.group(2)));
            } else {
                line.append(program && RESERVED.contains(word) ? literal(word) : quoted(word));
                program = false;
            }
        }
        return line.toString();
    }

    private static String value(String text) {
        return text.isEmpty() ? "" : quoted(text);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : literal(word);
    }

    private static String literal(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
