package dev.countersign.policy.powershell;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads statements that are no commands: values, assignments, members of types. */
final class PowerShellExpressions {
    private static final WordTable TABLE = WordTable.of("powershell");

    private final PowerShellReading in;
    private final PowerShellValues values;
    private final List<PowerShellCommand> commands = new ArrayList<>();

    PowerShellExpressions(PowerShellReading in) {
        this.in = in;
        this.values = new PowerShellValues(in);
    }

    /** The commands that the statement amounts to: a file is written, a variable is set. */
    List<PowerShellCommand> read() {
        expression();
        return commands;
    }

    /** An assignment, or a value that stands alone. */
    private void expression() {
        int start = in.at;
        String target = in.peek() == '$' ? assignedName() : "";
        if (!target.isEmpty()) {
            assigned(target);
            return;
        }
        in.at = start;
        var output = new ArrayList<String>();
        while (in.at < in.text.length() && ";|\n})".indexOf(in.peek()) < 0) {
            if (in.peek() != '>' || !new PowerShellParser(in).redirection(output)) {
                part();
            }
        }
        if (!output.isEmpty()) {
            commands.add(new PowerShellCommand(List.of(), output));
        }
    }

    private String assignedName() {
        in.at++;
        String name = in.peek() == '{' ? in.balanced('{', '}') : in.name();
        in.blanks();
        boolean assigns =
                in.peek() == '='
                        || "+-*/.".indexOf(in.peek()) >= 0 && in.text.startsWith("=", in.at + 1);
        if (!assigns || name.isEmpty()) {
            return "";
        }
        in.at += in.peek() == '=' ? 1 : 2;
        in.blanks();
        return name.toLowerCase(Locale.ROOT);
    }

    private void assigned(String name) {
        int start = in.at;
        boolean constant = "'\"".indexOf(in.peek()) >= 0 && in.peek() != '\0';
        String value = constant ? values.pieces(new boolean[1]) : "";
        in.blanks();
        boolean whole = constant && (in.at >= in.text.length() || ";\n})".indexOf(in.peek()) >= 0);
        in.variables.put(name, whole ? value : String.valueOf(Wild.ANYTHING));
        if (!whole) {
            in.at = start;
        }
        if (name.startsWith("env:")) {
            var words =
                    List.of(
                            PowerShellWord.bare("env:" + name.substring(4)),
                            PowerShellWord.value(in.variables.get(name)));
            commands.add(new PowerShellCommand(words, List.of()));
        }
    }

    private void part() {
        char character = in.peek();
        if (character == '[') {
            type();
        } else if (character == '(' || character == '@' || character == '$') {
            values.value(character);
            values.members("");
        } else if (character == '{') {
            in.found.addAll(in.inner(in.balanced('{', '}')));
        } else if ("'\"".indexOf(character) >= 0) {
            values.pieces(new boolean[1]);
            values.members("");
        } else if (character == '&') {
            commands.addAll(new PowerShellParser(in).oneCommand());
        } else {
            operator();
        }
    }

    private void operator() {
        int start = in.at;
        if (in.peek() == '-') {
            in.at++;
        }
        while (in.at < in.text.length() && Character.isLetterOrDigit(in.peek())) {
            in.at++;
        }
        in.at = in.at == start ? in.at + 1 : in.at;
    }

    /** {@code [type]}, {@code [type]::Member(…)}. */
    private void type() {
        String type = in.balanced('[', ']').strip().toLowerCase(Locale.ROOT);
        if (in.text.startsWith("::", in.at)) {
            in.at += 2;
            String member = in.name();
            in.understood &= TABLE.has("static", type + "::" + member);
            if (in.peek() == '(') {
                in.found.addAll(in.inner(in.balanced('(', ')')));
            }
            values.members("");
        } else {
            in.understood &= TABLE.has("types", type.replaceAll("[\\[\\](].*$", ""));
        }
    }

    /** Names and values between the braces of a table. */
    void parts(String inside) {
        if (in.isTooDeep()) {
            return;
        }
        PowerShellReading reader = in.within(inside);
        var expressions = new PowerShellExpressions(reader);
        while (reader.at < inside.length()) {
            expressions.part();
        }
        in.found.addAll(reader.found);
        in.found.add(new PowerShellPipeline(expressions.commands, reader.understood));
    }
}
