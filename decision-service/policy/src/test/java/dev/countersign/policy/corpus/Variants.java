package dev.countersign.policy.corpus;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Other ways to write a line that runs the same programs with the same words. */
public final class Variants {
    /** Right for every line. */
    private static final List<UnaryOperator<String>> AROUND =
            List.of(
                    line -> "{ " + line + "\n}",
                    line -> "( " + line + "\n)",
                    line -> ":\n" + line,
                    line -> "true; " + line,
                    line -> "# nothing\n" + line,
                    line -> "if :; then\n" + line + "\nfi",
                    line -> "for _ in 1; do\n" + line + "\ndone",
                    line -> "while :; do\n" + line + "\nbreak; done",
                    line -> "case x in *)\n" + line + "\n;; esac",
                    line -> "_f() {\n" + line + "\n}\n_f",
                    line -> "sh -c " + quoted(line),
                    line -> "bash -c " + quoted(line),
                    line -> "eval " + quoted(line),
                    line -> "env sh -c " + quoted(line),
                    line -> "nice -n 5 bash -c " + quoted(line),
                    line -> "_l=" + quoted(line) + "; eval \"$_l\"",
                    line -> "_l=" + quoted(line) + "; bash -c \"$_l\"",
                    line -> "printf '%s\\n' " + quoted(line) + " | sh",
                    line -> "bash <<'_END_OF_LINE_'\n" + line + "\n_END_OF_LINE_",
                    line -> "cd . && {\n" + line + "\n}",
                    line -> "{\n" + line + "\n} 2>/dev/null",
                    line -> "set -e\n" + line,
                    line -> "coproc {\n" + line + "\n}");

    /** Right for a line that is one simple command of plain words. */
    private static final List<UnaryOperator<String>> WITHIN =
            List.of(
                    line -> "_X=1 " + line,
                    line -> ">/dev/null " + line,
                    line -> "2>/dev/null " + line,
                    line -> "command " + line,
                    line -> "env " + line,
                    line -> "nice " + line,
                    line -> "nohup " + line,
                    line -> "timeout 60 " + line,
                    line -> "time " + line,
                    line -> "! " + line,
                    line -> "\\" + line,
                    line -> changedFirst(line, word -> "'" + word + "'"),
                    line -> changedFirst(line, word -> "\"" + word + "\""),
                    line -> changedFirst(line, word -> word.charAt(0) + "''" + word.substring(1)),
                    line -> changedFirst(line, Variants::ansi),
                    line -> changedFirst(line, word -> word.charAt(0) + "\\\n" + word.substring(1)),
                    line -> "_p=" + firstOf(line) + "; " + changedFirst(line, word -> "$_p"),
                    line -> "echo \"$(" + line + ")\"",
                    line -> ": `" + line + "`",
                    line -> "set -- " + line + "; \"$@\"",
                    line -> "_a=(" + line + "); \"${_a[@]}\"",
                    line -> line.replace(" ", "  "),
                    line -> line.replace(" ", " \\\n "),
                    line -> line.replace(' ', '\t'),
                    line -> changedLast(line, word -> "'" + word + "'"),
                    line -> changedLast(line, word -> "\"" + word + "\""),
                    line -> changedLast(line, Variants::ansi),
                    line -> changedLast(line, word -> "\\" + word),
                    line -> "_w=" + lastOf(line) + "; " + changedLast(line, word -> "\"$_w\""),
                    line -> changedLast(line, word -> "${_none-" + word + "}"),
                    line -> changedLast(line, word -> "$(echo " + word + ")"));

    private static final String PLAIN = "[\\w./:=@%+-]+( [\\w./:=@%+-]+)+";

    private Variants() {}

    /** Every variant of the line that is certainly right. */
    public static List<String> of(String line) {
        var rules = new java.util.ArrayList<>(AROUND);
        if (isPlain(line)) {
            rules.addAll(WITHIN);
        }
        return rules.stream().map(rule -> rule.apply(line)).toList();
    }

    /** Some rules applied upon each other; the same seed gives the same line. */
    public static String mixed(String line, long seed) {
        var random = new Random(seed);
        String first = isPlain(line) ? WITHIN.get(random.nextInt(WITHIN.size())).apply(line) : line;
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(round -> AROUND.get(random.nextInt(AROUND.size())))
                .reduce(first, (text, rule) -> rule.apply(text), (one, other) -> other);
    }

    private static boolean isPlain(String line) {
        String first = line.split(" ", 2)[0];
        return line.matches(PLAIN)
                && first.matches("[a-z][\\w.-]+")
                && !List.of(
                                "if",
                                "for",
                                "while",
                                "until",
                                "case",
                                "select",
                                "time",
                                "coproc",
                                "function",
                                "exec",
                                "eval",
                                "command",
                                "builtin",
                                "alias",
                                "export",
                                "declare",
                                "unset",
                                "set",
                                "cd",
                                "read",
                                "trap",
                                "source",
                                "hash",
                                "enable",
                                "let",
                                "test",
                                "history")
                        .contains(first);
    }

    private static String firstOf(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String lastOf(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String changedFirst(String line, UnaryOperator<String> change) {
        return change.apply(firstOf(line)) + line.substring(line.indexOf(' '));
    }

    private static String changedLast(String line, UnaryOperator<String> change) {
        return line.substring(0, line.lastIndexOf(' ') + 1) + change.apply(lastOf(line));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String ansi(String word) {
        var text = new StringBuilder("$'");
        word.chars().forEach(character -> text.append(String.format("\\x%02x", character)));
        return text.append('\'').toString();
    }
}
