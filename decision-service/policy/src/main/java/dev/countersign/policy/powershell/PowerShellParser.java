package dev.countersign.policy.powershell;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads statements. Blocks of {@code if}, {@code foreach}, functions and so on count as if they
 * ran. What is not known to be harmless in an expression makes its pipeline not understood.
 */
public final class PowerShellParser {
    private static final WordTable TABLE = WordTable.of("powershell");
    private static final int DEEPEST = 30;
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

    private final String text;
    private final int depth;
    private final Map<String, String> variables;
    private final List<PowerShellPipeline> found = new ArrayList<>();
    private List<PowerShellCommand> commands = new ArrayList<>();
    private boolean understood = true;
    private int at;

    private PowerShellParser(String text, int depth, Map<String, String> variables) {
        this.text = text;
        this.depth = depth;
        this.variables = variables;
    }

    /** Never throws: what cannot be read is a pipeline that was not understood. */
    public static List<PowerShellPipeline> parse(String text) {
        return new PowerShellParser(text, 0, new HashMap<>()).statements();
    }

    private List<PowerShellPipeline> inner(String inside) {
        if (depth > DEEPEST) {
            understood = false;
            return List.of();
        }
        return new PowerShellParser(inside, depth + 1, variables).statements();
    }

    private List<PowerShellPipeline> statements() {
        while (at < text.length()) {
            int before = at;
            statement();
            if (at == before) {
                at++;
            }
        }
        endPipeline();
        return found;
    }

    private void endPipeline() {
        if (!commands.isEmpty() || !understood) {
            found.add(new PowerShellPipeline(commands, understood));
        }
        commands = new ArrayList<>();
        understood = true;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < text.length()) {
            if (text.startsWith("<#", at)) {
                int end = text.indexOf("#>", at);
                at = end < 0 ? text.length() : end + 2;
            } else if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("`\n", at)) {
                at += 2;
            } else if (text.startsWith("`\r\n", at)) {
                at += 3;
            } else if (peek() != '\n' && Character.isWhitespace(peek())) {
                at++;
            } else {
                return;
            }
        }
    }

    private void statement() {
        blanks();
        char character = peek();
        if (character == ';' || character == '\n' || character == '}' || character == ')') {
            endPipeline();
            at++;
        } else if (character == '|' || character == '&' && text.startsWith("&&", at)) {
            if (text.startsWith("||", at) || character == '&') {
                endPipeline();
                at++;
            }
            at++;
        } else if (character == '{') {
            block();
        } else if ("$@([\"'!+,".indexOf(character) >= 0 && character != '\0'
                || Character.isDigit(character)
                || text.startsWith("-not", at)
                || character == '-'
                        && at + 1 < text.length()
                        && "(@$".indexOf(text.charAt(at + 1)) >= 0) {
            expression();
        } else if (character != '\0') {
            command();
        }
    }

    private void block() {
        String inside = balanced('{', '}');
        List<PowerShellCommand> outer = commands;
        boolean whole = understood;
        commands = new ArrayList<>();
        understood = true;
        found.addAll(inner(inside));
        commands = outer;
        understood &= whole;
    }

    /** A command, or a keyword, after which statements follow as usual. */
    private void command() {
        var words = new ArrayList<PowerShellWord>();
        var output = new ArrayList<String>();
        boolean called = peek() == '&' || peek() == '.' && isCallOperator();
        if (called) {
            at++;
            blanks();
        }
        while (at < text.length() && !endsCommand()) {
            if (!redirection(output)) {
                word(words, called && words.isEmpty());
            }
            blanks();
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
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return Character.isWhitespace(next) || "'\"$({".indexOf(next) >= 0;
    }

    private boolean endsCommand() {
        char character = peek();
        return ";|\n})".indexOf(character) >= 0 || character == '&' && at > 0;
    }

    private static boolean isKeyword(PowerShellWord word) {
        return !word.quoted() && KEYWORDS.contains(word.text().toLowerCase(Locale.ROOT));
    }

    private void keyword(String name) {
        if (name.equals("function") || name.equals("filter") || name.equals("workflow")) {
            blanks();
            while (at < text.length() && peek() != '{' && peek() != '(') {
                at++;
            }
            // A name that is given another meaning.
            understood = false;
            endPipeline();
        } else if (name.equals("class") || name.equals("using") || name.equals("enum")) {
            understood = false;
        }
    }

    /** {@code >}, {@code 2>}, {@code *>>}; {@code 2>&1} leads to no file. */
    private boolean redirection(List<String> output) {
        int start = at;
        if (Character.isDigit(peek()) || peek() == '*') {
            at++;
        }
        if (peek() != '>') {
            at = start;
            return false;
        }
        at += text.startsWith(">>", at) ? 2 : 1;
        if (peek() == '&') {
            at += 2;
            return true;
        }
        blanks();
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
        while (peek() == ',' && !name) {
            at++;
            oneWord(into);
        }
    }

    private void oneWord(List<PowerShellWord> into) {
        blanks();
        if (peek() == '{') {
            into.add(new PowerShellWord("", true, inner(balanced('{', '}'))));
            return;
        }
        if (text.startsWith("--%", at)) {
            int end = text.indexOf('\n', at);
            String rest = text.substring(at + 3, end < 0 ? text.length() : end);
            List.of(rest.trim().split("\\s+")).forEach(one -> into.add(PowerShellWord.bare(one)));
            at = end < 0 ? text.length() : end;
            return;
        }
        int before = at;
        boolean[] quoted = {false};
        String value = pieces(quoted);
        into.add(quoted[0] ? PowerShellWord.value(value) : PowerShellWord.bare(value));
        if (at == before && peek() != ',') {
            at++;
        }
    }

    /** Joined pieces of one word: bare text, quotes, variables, expressions. */
    private String pieces(boolean[] quoted) {
        var value = new StringBuilder();
        while (at < text.length()) {
            char character = peek();
            if (Character.isWhitespace(character)
                    || ";|,})".indexOf(character) >= 0
                    || character == '&'
                    || character == '{' && !value.isEmpty()) {
                break;
            }
            if (character == '>' || character == '<') {
                break;
            }
            if (character == '`' && at + 1 < text.length()) {
                value.append(text.charAt(at + 1));
                at += 2;
            } else if ("'\u2018\u2019\u201a\u201b".indexOf(character) >= 0) {
                quoted[0] |= value.isEmpty();
                value.append(single());
            } else if ("\"\u201c\u201d\u201e".indexOf(character) >= 0) {
                quoted[0] |= value.isEmpty();
                value.append(expandable());
            } else if (character == '$'
                    || character == '@'
                    || character == '('
                    || character == '[') {
                quoted[0] |= value.isEmpty() && character != '[';
                value.append(value(character));
            } else if (character == '*') {
                value.append(Wild.STAR);
                at++;
            } else if (character == '?') {
                value.append(value.isEmpty() && isAlone() ? '?' : Wild.ONE);
                at++;
            } else {
                value.append(character);
                at++;
            }
        }
        return value.toString();
    }

    private boolean isAlone() {
        return at + 1 >= text.length()
                || Character.isWhitespace(text.charAt(at + 1))
                || text.charAt(at + 1) == '{';
    }

    private String value(char character) {
        if (character == '[') {
            at++;
            return "[";
        }
        if (character == '@' && at + 1 < text.length() && "'\"".indexOf(text.charAt(at + 1)) >= 0) {
            return hereString();
        }
        if (character == '@' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
            at++;
            parts(balanced('{', '}'));
            return "";
        }
        if (character == '@' && at + 1 < text.length() && text.charAt(at + 1) != '(') {
            // Splatting: arguments from a variable.
            at++;
            name();
            return String.valueOf(Wild.ANYTHING);
        }
        if (character == '@') {
            at++;
        }
        return character == '$' ? variable() : parenthesised();
    }

    private String hereString() {
        char quote = text.charAt(at + 1);
        int start = text.indexOf('\n', at);
        int end = start < 0 ? -1 : text.indexOf("\n" + quote + "@", start);
        if (end < 0) {
            understood = false;
            at = text.length();
            return String.valueOf(Wild.ANYTHING);
        }
        String inside = text.substring(Math.min(start + 1, end), end);
        at = end + 3;
        return quote == '"' ? filled(inside) : inside;
    }

    private String parenthesised() {
        String inside = balanced('(', ')');
        String folded = folded(inside);
        if (folded != null) {
            return folded;
        }
        found.addAll(inner(inside));
        return String.valueOf(Wild.ANYTHING);
    }

    /** {@code 'a' + 'b'} is constant; null when it is anything else. */
    private static @org.jspecify.annotations.Nullable String folded(String inside) {
        var value = new StringBuilder();
        String rest = inside.strip();
        var constant = java.util.regex.Pattern.compile("'([^']*)'(?!')|\"([^\"$`]*)\"");
        while (true) {
            var matcher = constant.matcher(rest);
            if (!matcher.lookingAt()) {
                return null;
            }
            value.append(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            rest = rest.substring(matcher.end()).strip();
            if (rest.isEmpty()) {
                return value.toString();
            }
            if (!rest.startsWith("+")) {
                return null;
            }
            rest = rest.substring(1).strip();
        }
    }

    private String single() {
        var value = new StringBuilder();
        at++;
        while (at < text.length()) {
            if (peek() == '\'' && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                value.append('\'');
                at += 2;
            } else if ("'\u2018\u2019\u201a\u201b".indexOf(peek()) >= 0) {
                at++;
                return value.toString();
            } else {
                value.append(text.charAt(at++));
            }
        }
        understood = false;
        return value.toString();
    }

    private String expandable() {
        int start = ++at;
        while (at < text.length() && "\"\u201c\u201d\u201e".indexOf(peek()) < 0) {
            if (text.startsWith("$(", at)) {
                at++;
                balanced('(', ')');
            } else {
                at += peek() == '`' ? 2 : 1;
            }
        }
        understood &= at < text.length();
        int end = Math.min(at, text.length());
        at = Math.min(at + 1, text.length());
        return filled(text.substring(start, end));
    }

    private String filled(String inside) {
        var reader = new PowerShellParser(inside, depth + 1, variables);
        var value = new StringBuilder();
        if (depth > DEEPEST) {
            understood = false;
            return String.valueOf(Wild.ANYTHING);
        }
        while (reader.at < inside.length()) {
            char character = reader.peek();
            boolean begins =
                    character == '$'
                            && reader.at + 1 < inside.length()
                            && (Character.isLetter(inside.charAt(reader.at + 1))
                                    || "({_?".indexOf(inside.charAt(reader.at + 1)) >= 0);
            if (character == '`' && reader.at + 1 < inside.length()) {
                value.append(escaped(inside.charAt(reader.at + 1)));
                reader.at += 2;
            } else if (begins) {
                value.append(reader.variable());
            } else {
                value.append(character);
                reader.at++;
            }
        }
        found.addAll(reader.found);
        understood &= reader.understood;
        return value.toString();
    }

    private static char escaped(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> ' ';
            default -> kind;
        };
    }

    private String variable() {
        at++;
        if (peek() == '(') {
            return parenthesised();
        }
        String name = peek() == '{' ? balanced('{', '}') : name();
        String lower = name.toLowerCase(Locale.ROOT);
        String known =
                switch (lower) {
                    case "null" -> "$null";
                    case "true" -> "$true";
                    case "false" -> "$false";
                    case "pwd" -> ".";
                    case "home" -> "~";
                    case "" -> "$";
                    default -> variables.getOrDefault(lower, String.valueOf(Wild.ANYTHING));
                };
        return members(known);
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(peek())
                        || peek() == '_'
                        || peek() == '?'
                        || peek() == ':'
                                && at + 1 < text.length()
                                && Character.isLetter(text.charAt(at + 1)))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** {@code .Property}, {@code .Method(…)}, {@code [index]} behind a value. */
    private String members(String value) {
        String seen = value;
        while (at + 1 < text.length()) {
            if (peek() == '.' && Character.isLetter(text.charAt(at + 1))) {
                at++;
                String member = name();
                if (peek() == '(') {
                    found.addAll(inner(balanced('(', ')')));
                    understood &= TABLE.has("methods", member);
                }
                seen = String.valueOf(Wild.ANYTHING);
            } else if (peek() == '[') {
                found.addAll(inner(balanced('[', ']')));
                seen = String.valueOf(Wild.ANYTHING);
            } else {
                return seen;
            }
        }
        return seen;
    }

    /** Up to the closing bracket, which is consumed; quotes are skipped as such. */
    private String balanced(char open, char close) {
        int start = at + 1;
        int level = 0;
        while (at < text.length()) {
            char character = peek();
            if (character == '`') {
                at++;
            } else if (character == '\'' || character == '"') {
                skipQuotes(character);
                continue;
            } else if (character == open) {
                level++;
            } else if (character == close && --level == 0) {
                return text.substring(start, at++);
            }
            at++;
        }
        at = Math.min(at, text.length());
        understood = false;
        return text.substring(Math.min(start, text.length()));
    }

    private void skipQuotes(char quote) {
        at++;
        while (at < text.length() && peek() != quote) {
            at += peek() == '`' && quote == '"' ? 2 : 1;
        }
        at++;
    }

    /** An assignment, or a value that stands alone. */
    private void expression() {
        int start = at;
        String target = peek() == '$' ? assignedName() : "";
        if (!target.isEmpty()) {
            assigned(target);
            return;
        }
        at = start;
        var output = new ArrayList<String>();
        while (at < text.length() && ";|\n})".indexOf(peek()) < 0) {
            if (peek() != '>' || !redirection(output)) {
                part();
            }
        }
        if (!output.isEmpty()) {
            commands.add(new PowerShellCommand(List.of(), output));
        }
    }

    /** Names and values between the braces of a table. */
    private void parts(String inside) {
        if (depth > DEEPEST) {
            understood = false;
            return;
        }
        var reader = new PowerShellParser(inside, depth + 1, variables);
        while (reader.at < inside.length()) {
            reader.part();
        }
        reader.endPipeline();
        found.addAll(reader.found);
    }

    private String assignedName() {
        at++;
        String name = peek() == '{' ? balanced('{', '}') : name();
        blanks();
        boolean assigns =
                peek() == '=' || "+-*/.".indexOf(peek()) >= 0 && text.startsWith("=", at + 1);
        if (!assigns || name.isEmpty()) {
            return "";
        }
        at += peek() == '=' ? 1 : 2;
        blanks();
        return name.toLowerCase(Locale.ROOT);
    }

    private void assigned(String name) {
        int start = at;
        boolean constant = "'\"".indexOf(peek()) >= 0 && peek() != '\0';
        String value = constant ? pieces(new boolean[1]) : "";
        blanks();
        boolean whole = constant && (at >= text.length() || ";\n})".indexOf(peek()) >= 0);
        variables.put(name, whole ? value : String.valueOf(Wild.ANYTHING));
        if (!whole) {
            at = start;
        }
        if (name.startsWith("env:")) {
            var words =
                    List.of(
                            PowerShellWord.bare("env:" + name.substring(4)),
                            PowerShellWord.value(variables.get(name)));
            commands.add(new PowerShellCommand(words, List.of()));
            endPipeline();
        }
    }

    private void part() {
        char character = peek();
        if (character == '[') {
            type();
        } else if (character == '(' || character == '@' || character == '$') {
            value(character);
            members("");
        } else if (character == '{') {
            block();
        } else if ("'\"".indexOf(character) >= 0) {
            pieces(new boolean[1]);
            members("");
        } else if (character == '&') {
            command();
        } else {
            operator();
        }
    }

    private void operator() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        while (at < text.length() && Character.isLetterOrDigit(peek())) {
            at++;
        }
        at = at == start ? at + 1 : at;
    }

    /** {@code [type]}, {@code [type]::Member(…)}. */
    private void type() {
        String type = balanced('[', ']').strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("::", at)) {
            at += 2;
            String member = name();
            understood &= TABLE.has("static", type + "::" + member);
            if (peek() == '(') {
                found.addAll(inner(balanced('(', ')')));
            }
            members("");
        } else {
            understood &= TABLE.has("types", type.replaceAll("[\\[\\](].*$", ""));
        }
    }
}
