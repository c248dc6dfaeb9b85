package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lists of file names on their way through a pipe. Which names come out is not known before the
 * command runs, but what was asked for is: {@code ls -a | grep env} gives names that contain {@code
 * env}, one of each kind to a line.
 */
final class NameList {
    private static final String TAME = String.valueOf(Wild.TAME);

    /** Names that begin with a dot, the ones a listing usually leaves out. */
    static final String HIDDEN = "." + TAME;

    private static final Pattern LETTERS =
            Pattern.compile("[A-Za-z0-9_.-]*[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final int MOST = 8;
    private static final int LONGEST = 200;

    private NameList() {}

    /** What a program writes that lists names. */
    static String of(Call call) {
        var names = new LinkedHashSet<String>();
        boolean self =
                call.usage().has("directory")
                        || call.program().equals("realpath")
                        || call.program().equals("readlink");
        call.operands().stream()
                .filter(name -> self || !Wild.isLiteral(name))
                .map(NameList::broken)
                .forEach(names::add);
        if (call.program().endsWith("locate") || call.program().equals("mdfind")) {
            call.operands().forEach(name -> names.add(TAME + Wild.ofGlob(name) + TAME));
        } else if (names.isEmpty()) {
            names.add(TAME);
        }
        if (call.usage().has("all") || call.usage().has("almost-all")) {
            names.add(HIDDEN);
        }
        return String.join("\n", names) + "\n";
    }

    private static String broken(String name) {
        return name.replace('\n', ' ');
    }

    /**
     * What is left of the names on a program's input when it has gone through them, where nothing
     * better is known of its output.
     */
    static String narrowed(Call call, String output) {
        boolean filter = call.in().given();
        boolean source = call.reading().subcommands().contains("ls-files");
        if (!Wild.isWhollyUnknown(output) || !(filter || source)) {
            return output;
        }
        Set<String> asked = new LinkedHashSet<>();
        (source ? call.operands() : call.arguments())
                .stream()
                        .filter(word -> Wild.isLiteral(word) && !word.startsWith("-"))
                        .flatMap(word -> LETTERS.matcher(word).results())
                        .map(found -> found.group().replaceAll("^-+|-+$", ""))
                        .filter(word -> word.length() > 1)
                        .limit(MOST)
                        .forEach(asked::add);
        Set<String> names = new LinkedHashSet<>();
        if (filter) {
            boolean known = call.in().isKnown();
            call.in()
                    .text()
                    .lines()
                    .filter(line -> line.length() < LONGEST)
                    .filter(line -> tells(line) || asked.isEmpty() && line.startsWith("."))
                    .limit(MOST)
                    .map(line -> known ? output + line + output : line)
                    .forEach(names::add);
        }
        asked.forEach(word -> names.add(output + word + output));
        return names.isEmpty() ? output : String.join("\n", names) + "\n";
    }

    /** The names that a search lets through. */
    static String matching(Call call, String regex, boolean inverted) {
        String input = call.in().text();
        if (inverted || !Wild.isLiteral(regex)) {
            return Wild.isWhollyUnknown(input.strip()) ? Flow.UNKNOWN : input;
        }
        String mark = input.contains(Flow.UNKNOWN) ? Flow.UNKNOWN : TAME;
        Set<String> names =
                alternatives(regex).stream()
                        .map(one -> shape(one, mark))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        input.lines().filter(NameList::tells).limit(MOST).forEach(names::add);
        return String.join("\n", names) + "\n";
    }

    /** Whether letters of the name are known. */
    private static boolean tells(String line) {
        return line.chars().filter(c -> Character.isLetterOrDigit(c) && !Wild.isMark(c)).count()
                > 1;
    }

    private static List<String> alternatives(String regex) {
        boolean simple = regex.indexOf('[') < 0;
        return simple
                ? List.of(regex.replaceAll("\\\\?[()]", "").split("\\\\?\\|"))
                : List.of(regex);
    }

    /** {@code ^\.env$} is one name; {@code env} is any name with it. */
    private static String shape(String regex, String mark) {
        boolean start = regex.startsWith("^");
        boolean end = regex.endsWith("$") && !regex.endsWith("\\$");
        String inner =
                regex.substring(
                        start ? 1 : 0, Math.max(regex.length() - (end ? 1 : 0), start ? 1 : 0));
        var shape = new StringBuilder(start ? "" : mark);
        Matcher token = Pattern.compile("\\\\.|\\[[^]]*]|[*+?{}()]|\\.|[^\\\\]").matcher(inner);
        while (token.find()) {
            shape.append(known(token.group(), mark));
        }
        return shape.append(end ? "" : mark).toString();
    }

    private static String known(String token, String mark) {
        if (token.length() == 2 && token.charAt(0) == '\\') {
            return Character.isLetterOrDigit(token.charAt(1)) ? mark : token.substring(1);
        }
        if (token.length() == 3 && token.charAt(0) == '[') {
            return token.substring(1, 2);
        }
        return switch (token.charAt(0)) {
            case '[', '.' -> String.valueOf(Wild.ONE);
            case '*', '+', '?', '{', '}', '(', ')' -> mark;
            default -> token;
        };
    }
}
