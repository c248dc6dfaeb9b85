package dev.countersign.policy.powershell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads statements. Blocks of {@code if}, {@code foreach}, functions and so on count as if they
 * ran. What is not known to be harmless in an expression makes its pipeline not understood.
 */
public final class PowerShellParser {
    private static final Set<String> KEYWORDS =
            Set.of(
                    "if",
                    "elseif",
                    "else",
                    "foreach",
                    "for",
                    "while",
                    "do",
                    "until",
                    "switch",
                    "try",
                    "catch",
                    "finally",
                    "function",
                    "filter",
                    "begin",
                    "process",
                    "end",
                    "trap",
                    "param",
                    "return",
                    "exit",
                    "break",
                    "continue",
                    "throw",
                    "in",
                    "class",
                    "enum",
                    "data",
                    "workflow",
                    "using",
                    "dynamicparam",
                    "clean");

    private static final Pattern PARAMETERS = Pattern.compile("(?i)param\\s*\\(");

    private final PowerShellReading in;
    private List<PowerShellCommand> commands = new ArrayList<>();

    PowerShellParser(PowerShellReading in) {
        this.in = in;
    }

    /** Never throws: what cannot be read is a pipeline that was not understood. */
    public static List<PowerShellPipeline> parse(String text) {
        return new PowerShellParser(new PowerShellReading(text, 0, new HashMap<>())).statements();
    }

    /** The command that stands here, inside an expression. */
    List<PowerShellCommand> oneCommand() {
        command();
        return commands;
    }

    List<PowerShellPipeline> statements() {
        while (in.at < in.text.length()) {
            int before = in.at;
            statement();
            if (in.at == before) {
                in.at++;
            }
        }
        endPipeline();
        return in.found;
    }

    private void endPipeline() {
        if (!commands.isEmpty() || !in.understood) {
            in.found.add(new PowerShellPipeline(commands, in.understood));
        }
        commands = new ArrayList<>();
        in.understood = true;
    }

    private void statement() {
        in.blanks();
        char character = in.peek();
        if (character == ';' || character == '\n' || character == '}' || character == ')') {
            endPipeline();
            in.at++;
        } else if (character == '|' || character == '&' && in.text.startsWith("&&", in.at)) {
            if (in.text.startsWith("||", in.at) || character == '&') {
                endPipeline();
                in.at++;
            }
            in.at++;
        } else if (PARAMETERS.matcher(in.text).region(in.at, in.text.length()).lookingAt()) {
            in.at = in.text.indexOf('(', in.at);
            parameters();
        } else if (character == '{') {
            block();
        } else if ("$@([\"'!+,".indexOf(character) >= 0 && character != '\0'
                || Character.isDigit(character)
                || in.text.startsWith("-not", in.at)
                || character == '-'
                        && in.at + 1 < in.text.length()
                        && "(@$".indexOf(in.text.charAt(in.at + 1)) >= 0) {
            commands.addAll(new PowerShellExpressions(in).read());
        } else if (character != '\0') {
            command();
        }
    }

    private void block() {
        String inside = in.balanced('{', '}');
        List<PowerShellCommand> outer = commands;
        boolean whole = in.understood;
        commands = new ArrayList<>();
        in.understood = true;
        in.found.addAll(in.inner(inside));
        commands = outer;
        in.understood &= whole;
    }

    /** A command, or a keyword, after which statements follow as usual. */
    private void command() {
        var words = new ArrayList<PowerShellWord>();
        var output = new ArrayList<String>();
        boolean called = in.peek() == '&' || in.peek() == '.' && isCallOperator();
        if (called) {
            in.at++;
            in.blanks();
        }
        while (in.at < in.text.length() && !endsCommand()) {
            if (!redirection(output)) {
                word(words, called && words.isEmpty());
            }
            in.blanks();
            if (words.size() == 1 && !called && isKeyword(words.getFirst())) {
                keyword(words.getFirst().text().toLowerCase(Locale.ROOT));
                return;
            }
        }
        if (!words.isEmpty() || !output.isEmpty()) {
            commands.add(new PowerShellCommand(words, output));
        }
    }

    private boolean isCallOperator() {
        char next = in.at + 1 < in.text.length() ? in.text.charAt(in.at + 1) : ' ';
        return Character.isWhitespace(next) || "'\"$({".indexOf(next) >= 0;
    }

    private boolean endsCommand() {
        char character = in.peek();
        return ";|\n})".indexOf(character) >= 0 || character == '&' && in.at > 0;
    }

    private static boolean isKeyword(PowerShellWord word) {
        return !word.quoted() && KEYWORDS.contains(word.text().toLowerCase(Locale.ROOT));
    }

    private void keyword(String name) {
        if (name.equals("function") || name.equals("filter") || name.equals("workflow")) {
            definition(name);
        } else if (name.equals("class") || name.equals("using") || name.equals("enum")) {
            in.understood = false;
        }
    }

    /** The name is handed on as a command of its own; the body follows as a block. */
    private void definition(String keyword) {
        in.blanks();
        int start = in.at;
        while (in.at < in.text.length()
                && "{(".indexOf(in.peek()) < 0
                && !Character.isWhitespace(in.peek())) {
            in.at++;
        }
        String name = in.text.substring(start, in.at);
        in.blanks();
        parameters();
        commands.add(
                new PowerShellCommand(
                        List.of(PowerShellWord.bare(keyword), PowerShellWord.bare(name)),
                        List.of()));
        endPipeline();
    }

    /** What stands for a parameter that is not given may be a command. */
    private void parameters() {
        if (in.peek() == '(') {
            String names = in.balanced('(', ')').replaceAll("\\[[\\w.]+(\\[])?\\]", "");
            in.understood &= names.matches("[\\s\\w$,='\"-]*");
        }
    }

    /** {@code >}, {@code 2>}, {@code *>>}; {@code 2>&1} leads to no file. */
    boolean redirection(List<String> output) {
        int start = in.at;
        if (Character.isDigit(in.peek()) || in.peek() == '*') {
            in.at++;
        }
        if (in.peek() != '>') {
            in.at = start;
            return false;
        }
        in.at += in.text.startsWith(">>", in.at) ? 2 : 1;
        if (in.peek() == '&') {
            in.at += 2;
            return true;
        }
        in.blanks();
        var target = new ArrayList<PowerShellWord>();
        word(target, false);
        target.stream()
                .map(PowerShellWord::text)
                .filter(file -> !file.equalsIgnoreCase("$null") && !file.isEmpty())
                .forEach(output::add);
        return true;
    }

    private void word(List<PowerShellWord> into, boolean name) {
        oneWord(into);
        while (in.peek() == ',' && !name) {
            in.at++;
            oneWord(into);
        }
    }

    private void oneWord(List<PowerShellWord> into) {
        in.blanks();
        if (in.peek() == '{') {
            into.add(new PowerShellWord("", true, in.inner(in.balanced('{', '}'))));
            return;
        }
        if (in.text.startsWith("--%", in.at)) {
            int end = in.text.indexOf('\n', in.at);
            String rest = in.text.substring(in.at + 3, end < 0 ? in.text.length() : end);
            List.of(rest.trim().split("\\s+")).forEach(one -> into.add(PowerShellWord.bare(one)));
            in.at = end < 0 ? in.text.length() : end;
            return;
        }
        int before = in.at;
        boolean[] quoted = {false};
        String value = new PowerShellValues(in).pieces(quoted);
        into.add(quoted[0] ? PowerShellWord.value(value) : PowerShellWord.bare(value));
        if (in.at == before && in.peek() != ',') {
            in.at++;
        }
    }
}
