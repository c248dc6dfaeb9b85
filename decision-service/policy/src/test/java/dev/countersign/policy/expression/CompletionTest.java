package dev.countersign.policy.expression;

import static dev.countersign.policy.expression.Answer.CANNOT_TELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is said while something is not known stays true however it turns out: so a rule that
 * restricts matches at least as often as with any completion, one that allows at most as often.
 */
class CompletionTest {
    private static final List<String> WORDS = List.of("a", "b", "ab", "ba", "aab", "");
    private static final List<Variable> TEXTS =
            List.of(Variable.AGENT_NAME, Variable.ENVIRONMENT_NAME, Variable.REPOSITORY_BRANCH);
    private static final List<Variable> LISTS =
            List.of(Variable.AGENT_GROUPS, Variable.OPERATOR_GROUPS, Variable.PATHS);
    private static final List<Variable> NUMBERS =
            List.of(Variable.LINES_ADDED, Variable.LINES_REMOVED);

    private final Random random = new Random(20261121);

    @Test
    void an_answer_holds_for_every_completion() {
        int told = 0;
        for (int i = 0; i < 1500; i++) {
            var expression = Expression.compile(truth(3, List.of()));
            Told partly = partlyKnown();
            Answer answer = expression.answer(partly);
            told += answer == CANNOT_TELL ? 0 : 1;
            for (int completion = 0; completion < 6; completion++) {
                Told whole = completed(partly);
                Answer then = expression.answer(whole);
                assertThat(then).as("%s with %s", expression, whole).isNotEqualTo(CANNOT_TELL);
                if (answer != CANNOT_TELL) {
                    assertThat(then).as("%s with %s", expression, partly).isEqualTo(answer);
                }
            }
        }
        assertThat(told).isBetween(400, 1300);
    }

    private String truth(int depth, List<String> locals) {
        if (depth == 0) {
            return comparison(locals);
        }
        String one = truth(depth - 1, locals);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + one + " && " + truth(depth - 1, locals) + ")";
            case 1 -> "(" + one + " || " + truth(depth - 1, locals) + ")";
            case 2 -> "!(" + one + ")";
            case 3 -> "(" + one + " ? " + truth(depth - 1, locals) + " : action.opaque)";
            case 4 -> "((" + one + ") == " + truth(depth - 1, locals) + ")";
            case 5, 6 -> repetition(depth, locals);
            default -> comparison(locals);
        };
    }

    private String repetition(int depth, List<String> locals) {
        var more = new ArrayList<>(locals);
        String local = "x" + locals.size();
        more.add(local);
        String all = random.nextBoolean() ? "all" : "exists";
        return list(locals) + "." + all + "(" + local + ", " + truth(depth - 1, more) + ")";
    }

    private String comparison(List<String> locals) {
        return switch (random.nextInt(9)) {
            case 0 -> "(" + text(locals) + " == " + text(locals) + ")";
            case 1 -> "(" + text(locals) + " != " + text(locals) + ")";
            case 2 -> text(locals) + ".startsWith(" + text(locals) + ")";
            case 3 -> text(locals) + ".endsWith(" + text(locals) + ")";
            case 4 -> text(locals) + ".contains(" + text(locals) + ")";
            case 5 -> text(locals) + ".matches('^a+b')";
            case 6 -> "(" + text(locals) + " in " + list(locals) + ")";
            case 7 -> "(" + number(locals) + " < " + number(locals) + ")";
            default -> "action.opaque";
        };
    }

    private String text(List<String> locals) {
        int choice = random.nextInt(6);
        if (choice < 2 && !locals.isEmpty()) {
            return locals.get(random.nextInt(locals.size()));
        }
        return switch (choice) {
            case 0, 1, 2 -> "'" + any(WORDS) + "'";
            case 3 -> "(" + any(TEXTS).id() + " + '" + any(WORDS) + "')";
            default -> any(TEXTS).id();
        };
    }

    private String list(List<String> locals) {
        return random.nextInt(4) == 0
                ? "[" + text(locals) + ", " + text(locals) + "]"
                : any(LISTS).id();
    }

    private String number(List<String> locals) {
        return switch (random.nextInt(4)) {
            case 0 -> "size(" + text(locals) + ")";
            case 1 -> "2";
            case 2 -> any(LISTS).id() + ".size()";
            default -> any(NUMBERS).id();
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Told partlyKnown() {
        Told told = Told.nothing().and(Variable.OPAQUE, new Value.Truth(random.nextBoolean()));
        for (Variable text : TEXTS) {
            told = told.and(text, random.nextInt(3) == 0 ? Value.UNKNOWN : text());
        }
        for (Variable number : NUMBERS) {
            told = random.nextBoolean() ? told : told.number(number, random.nextInt(4));
        }
        told = told.and(Variable.AGENT_GROUPS, Value.UNKNOWN);
        told = told.texts(Variable.OPERATOR_GROUPS, any(WORDS), any(WORDS));
        var perhaps = List.of("a", any(WORDS), "bb", "aa").subList(0, random.nextInt(5));
        return told.and(Variable.PATHS, new Value.Texts(List.of(text().text()), perhaps));
    }

    private Value.Text text() {
        String mark = random.nextInt(3) == 0 ? String.valueOf(Wild.ANYTHING) : "";
        return new Value.Text(any(WORDS) + mark + any(WORDS));
    }

    private Told completed(Told partly) {
        Told whole = partly;
        for (Variable variable : Variable.values()) {
            whole = whole.and(variable, completed(variable, partly.of(variable)));
        }
        return whole;
    }

    private Value completed(Variable variable, Value value) {
        return switch (value) {
            case Value.Text text -> new Value.Text(Wild.filled(text.text(), any(WORDS)));
            case Value.Texts texts -> {
                var all = new ArrayList<String>();
                texts.certain().forEach(text -> all.add(Wild.filled(text, any(WORDS))));
                texts.perhaps().stream().filter(text -> random.nextBoolean()).forEach(all::add);
                yield Value.texts(all);
            }
            case Value.Unknown unknown -> anything(variable);
            case Value.Number number -> number;
            case Value.Truth truth -> truth;
            case Value.Moment moment -> moment;
            case Value.Span span -> span;
        };
    }

    private Value anything(Variable variable) {
        return switch (variable.kind()) {
            case TEXT -> new Value.Text(any(WORDS));
            case TEXTS ->
                    Value.texts(List.of(any(WORDS), any(WORDS)).subList(0, random.nextInt(3)));
            case NUMBER -> new Value.Number(random.nextInt(4));
            case TRUTH, MOMENT, SPAN -> Value.UNKNOWN;
        };
    }
}
