package dev.countersign.policy.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.countersign.policy.match.ExpressionSize;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What has to be written out in an expression, so that it can be checked when the policy loads and
 * no action can bring its own: patterns, times, time zones.
 */
final class Constants {
    static final List<String> PARTS_OF_TIME =
            List.of(
                    "getFullYear",
                    "getMonth",
                    "getDayOfYear",
                    "getDayOfMonth",
                    "getDate",
                    "getDayOfWeek",
                    "getHours",
                    "getMinutes",
                    "getSeconds",
                    "getMilliseconds");

    private static final int MOST_PROGRAM = 500;

    private final BiConsumer<CelExpr, String> wrong;
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final List<CelExpr> times = new ArrayList<>();

    /**
     * @param wrong takes a part of the expression and what is wrong with it
     */
    Constants(BiConsumer<CelExpr, String> wrong) {
        this.wrong = wrong;
    }

    /** The regular expressions, by their text. */
    Map<String, Pattern> patterns() {
        return patterns;
    }

    /** The calls that make a time of a text; whether they can, shows when they are made. */
    List<CelExpr> times() {
        return times;
    }

    void read(CelExpr part, CelCall call) {
        if (call.args().isEmpty()) {
            return;
        }
        CelExpr last = call.args().getLast();
        String function = call.function();
        if (function.equals("matches")) {
            pattern(last);
        } else if (PARTS_OF_TIME.contains(function)) {
            timeZone(last);
        } else if (function.equals("timestamp") || function.equals("duration")) {
            if (isText(last, function + "() takes a text that is written out")) {
                times.add(part);
            }
        }
    }

    static boolean isText(CelExpr part) {
        return part.getKind() == Kind.CONSTANT
                && part.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private boolean isText(CelExpr part, String otherwise) {
        if (!isText(part)) {
            wrong.accept(part, otherwise);
        }
        return isText(part);
    }

    private void pattern(CelExpr part) {
        if (!isText(part, "matches() takes a pattern that is written out")) {
            return;
        }
        String regex = part.constant().stringValue();
        try {
            ExpressionSize.require(regex);
            Pattern pattern = Pattern.compile(regex);
            if (pattern.programSize() > MOST_PROGRAM) {
                wrong.accept(part, "the pattern is too large");
            }
            patterns.put(regex, pattern);
        } catch (PatternSyntaxException unusable) {
            wrong.accept(part, "not a pattern: " + unusable.getDescription());
        } catch (IllegalArgumentException tooLarge) {
            wrong.accept(part, String.valueOf(tooLarge.getMessage()));
        }
    }

    private void timeZone(CelExpr part) {
        if (!isText(part, "a time zone is written out, such as 'Europe/Zurich'")) {
            return;
        }
        String zone = part.constant().stringValue();
        try {
            if (!zone.matches("[+-]?[0-9]{2}:[0-9]{2}")) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException unknown) {
            wrong.accept(part, "unknown time zone \"" + zone + "\"");
        }
    }
}
