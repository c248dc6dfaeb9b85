package dev.countersign.policy.shell;

import java.util.List;
import java.util.Set;

/** Ways of calling something without writing its name. */
final class CodeSigns {
    private final Language language;
    private final List<CodeToken> tokens;

    CodeSigns(Language language, List<CodeToken> tokens) {
        this.language = language;
        this.tokens = tokens;
    }

    private CodeToken at(int index) {
        return index >= 0 && index < tokens.size()
                ? tokens.get(index)
                : new CodeToken(CodeToken.Kind.SIGN, ";");
    }

    boolean reachesOut(int i) {
        return switch (language.name()) {
            case "javascript" -> computedMember(i) || tagged(i);
            case "php" -> variableFunction(i);
            case "perl" -> reference(i) || angle(i);
            // Whether a function is called through its name is only known when it runs.
            case "awk" -> at(i).isSign("@");
            case "lua" -> computedMember(i) || at(i).isSign("]") && at(i + 1).isSign("(");
            default -> false;
        };
    }

    /** {@code x["con" + "structor"]}, {@code x[y](…)}. */
    private boolean computedMember(int i) {
        boolean opens = at(i).isSign("[") && at(i + 1).isText();
        boolean joined = opens && (at(i + 2).isSign("+") || at(i + 2).isSign("."));
        boolean named = opens && language.isSink(at(i + 1).text());
        boolean called =
                at(i).isSign("]")
                        && at(i + 1).isSign("(")
                        && at(i - 1).kind() != CodeToken.Kind.NUMBER
                        && at(i - 2).isSign("[");
        return joined || named || called;
    }

    /** Text behind a sign is given to it: a shell, in some runtimes. */
    private boolean tagged(int i) {
        boolean text = at(i + 1).isText() || at(i + 1).kind() == CodeToken.Kind.OPEN_TEXT;
        return at(i).isSign("$") && text;
    }

    /** {@code $f(…)}, {@code ("a" . "b")(…)}, {@code new $x}, {@code {$x}}. */
    private boolean variableFunction(int i) {
        boolean variable = at(i).isSign("$") && at(i + 1).isName() && at(i + 2).isSign("(");
        boolean computed =
                at(i).isSign("(")
                        && (at(i - 1).isSign(")")
                                || at(i - 1).isSign("]")
                                || at(i - 1).isSign("}")
                                || at(i - 1).isText());
        boolean constructed = at(i).isSign("$") && (at(i - 1).is("new") || at(i + 1).isSign("$"));
        return variable || computed || constructed;
    }

    /** {@code &$x}, {@code &{"x"}}, {@code ->$x}, {@code $x->(…)}. */
    private boolean reference(int i) {
        boolean called =
                at(i).isSign("&")
                        && !at(i - 1).isSign("&")
                        && (at(i + 1).isSign("$") || at(i + 1).isSign("{"));
        boolean arrow = at(i).isSign(">") && at(i - 1).isSign("-");
        return called || arrow && (at(i + 1).isSign("$") || at(i + 1).isSign("("));
    }

    /** {@code </home/*>} lists files, {@code <command|>} may run one. */
    private boolean angle(int i) {
        boolean value =
                at(i - 1).kind() == CodeToken.Kind.SIGN
                                && Set.of("=", "(", ",", ";", "{").contains(at(i - 1).text())
                        || Set.of("print", "for", "foreach", "in", "push", "say")
                                .contains(at(i - 1).text());
        boolean reads = at(i + 1).is("STDIN") || at(i + 1).is("DATA") || at(i + 1).isSign(">");
        return at(i).isSign("<")
                && value
                && !reads
                && !at(i + 1).isSign("<")
                && !at(i + 1).isSign("=");
    }
}
