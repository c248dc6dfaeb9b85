package dev.countersign.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps from text to something that can be asked, with what CEL says turned into sentences. */
final class Compilation {
    private static final Pattern NO_OVERLOAD =
            Pattern.compile(
                    "found no matching overload for '(.*?)' applied to '(.*?)'.*", Pattern.DOTALL);
    private static final Pattern WRONG_RESULT =
            Pattern.compile("expected type 'bool' but found '(.*)'");

    private Compilation() {}

    static CelAbstractSyntaxTree parsed(String source) {
        if (source.isBlank()) {
            throw wrong(0, "the expression is empty");
        }
        if (source.codePointCount(0, source.length()) > Expression.MOST_CHARACTERS) {
            throw wrong(
                    0,
                    "the expression is longer than " + Expression.MOST_CHARACTERS + " characters");
        }
        return tree(Language.COMPILER.parse(source));
    }

    /**
     * @param times parts that make a time of a constant
     */
    static Program program(CelAbstractSyntaxTree parsed, List<CelExpr> times) {
        CelAbstractSyntaxTree checked = tree(Language.COMPILER.check(parsed));
        List<ExpressionError> noTimes =
                times.stream()
                        .filter(time -> !isTime(checked, time))
                        .map(time -> noTime(checked, time))
                        .toList();
        if (!noTimes.isEmpty()) {
            throw new ExpressionErrors(noTimes);
        }
        try {
            return Language.RUNTIME.createProgram(checked);
        } catch (CelEvaluationException impossible) {
            throw wrong(0, "not a usable expression: " + impossible.getMessage());
        }
    }

    private static boolean isTime(CelAbstractSyntaxTree checked, CelExpr part) {
        var alone =
                CelAbstractSyntaxTree.newCheckedAst(
                        part, checked.getSource(), checked.getReferenceMap(), checked.getTypeMap());
        try {
            Language.RUNTIME.createProgram(alone).eval();
            return true;
        } catch (CelEvaluationException unusable) {
            return false;
        }
    }

    private static ExpressionError noTime(CelAbstractSyntaxTree checked, CelExpr part) {
        CelExpr text = part.call().args().getLast();
        String example =
                part.call().function().equals("duration") ? "1h30m" : "2026-11-20T22:30:00Z";
        return new ExpressionError(
                checked.getSource().getPositionsMap().getOrDefault(text.id(), 0),
                "not a "
                        + part.call().function()
                        + ": \""
                        + text.constant().stringValue()
                        + "\"; write for example '"
                        + example
                        + "'");
    }

    private static ExpressionErrors wrong(int at, String message) {
        return new ExpressionErrors(List.of(new ExpressionError(at, message)));
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        if (result.hasError()) {
            throw new ExpressionErrors(
                    result.getErrors().stream()
                            .map(issue -> error(issue, result.getSource()))
                            .toList());
        }
        try {
            return result.getAst();
        } catch (CelValidationException impossible) {
            throw wrong(0, String.valueOf(impossible.getMessage()));
        }
    }

    private static ExpressionError error(CelIssue issue, CelSource source) {
        int at = source.getLocationOffset(issue.getSourceLocation()).orElse(0);
        return new ExpressionError(at, sentence(issue.getMessage()));
    }

    private static String sentence(String message) {
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            String function = overload.group(1).replaceAll("[_@]", "");
            return "\"" + function + "\" does not fit " + overload.group(2);
        }
        Matcher result = WRONG_RESULT.matcher(message);
        if (result.matches()) {
            return "the expression gives " + result.group(1) + "; it has to be true or false";
        }
        int expecting = message.indexOf(" expecting ");
        return "not a CEL expression: "
                + (expecting < 0 ? message : message.substring(0, expecting));
    }
}
