package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** {@code \.(a|b)$}: what stands around the alternatives belongs to each of them. */
    private static final Pattern GROUP = Pattern.compile("([^()|]*)\\(([^()]*)\\)([^()|]*)");

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
        call.usage().values("G").forEach(pattern -> names.add(broken(Wild.ofGlob(pattern))));
        call.operands().stream()
                .filter(name -> self || call.program().equals("ls") || !Wild.isLiteral(name))
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
        boolean source = call.reading().subcommands().equals(List.of("ls-files"));
        if (!Wild.isWhollyUnknown(output) || !(filter || source)) {
            return output;
        }
        Set<String> asked = new LinkedHashSet<>();
        if (!source) {
            call.arguments().stream()
                    .filter(word -> Wild.isLiteral(word) && !word.startsWith("-"))
                    .flatMap(word -> LETTERS.matcher(word).results())
                    .map(found -> found.group().replaceAll("^-+|-+$", ""))
                    .filter(word -> word.length() > 1)
                    .limit(MOST)
                    .forEach(asked::add);
        }
        Set<String> names = new LinkedHashSet<>();
        if (source) {
            call.operands().stream()
                    .limit(MOST)
                    .flatMap(word -> listed(word, output))
                    .forEach(names::add);
        }
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

    /**
     * What is listed by a name: itself and what lies beneath it; a star stands for folders, too.
     */
    private static Stream<String> listed(String word, String unknown) {
        String path = word.replace('\n', ' ').replaceAll("[*?]+|\\[[^]]*]", unknown);
        return path.equals(word) ? Stream.of(path, path + "/" + unknown) : Stream.of(path);
    }

    /** The names that a search lets through. */
    static String matching(Call call, String regex, boolean inverted) {
        String input = call.in().text();
        if (inverted || !Wild.isLiteral(regex)) {
            boolean anything = input.contains(Flow.UNKNOWN);
            return anything && Wild.isWhollyUnknown(input.strip()) ? Flow.UNKNOWN : input;
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
        if (regex.indexOf('[') >= 0) {
            return List.of(regex);
        }
        String plain = regex.replaceAll("\\\\([(|)])", "$1");
        Matcher group = GROUP.matcher(plain);
        if (group.matches()) {
            return Stream.of(group.group(2).split("\\|"))
                    .map(one -> group.group(1) + one + group.group(3))
                    .toList();
        }
        return List.of(plain.replaceAll("[()]", "").split("\\|"));
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
