package dev.countersign.policy.expression;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.countersign.policy.action.Wild;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told for one answer. Where a list may hold more than it certainly does, the expression is
 * asked with each choice of it, and only what all of them say is an answer.
 */
final class Completions {
    /** More than this is not tried out; a list is then not known. */
    private static final int MOST_PERHAPS = 4;

    /** More than this counts as some text of which nothing is known. */
    private static final int MOST_IN_A_LIST = 2;

    private static final List<String> ANYTHING = List.of(String.valueOf(Wild.ANYTHING));

    private static final CelUnknownSet NOT_TOLD = CelUnknownSet.create(CelAttribute.EMPTY);

    private final Map<Variable, Object> told = new EnumMap<>(Variable.class);
    private final List<Perhaps> perhaps = new ArrayList<>();

    /** A text that a list may hold as well. */
    private record Perhaps(Variable in, String text) {}

    private Completions() {}

    static Completions of(Set<Variable> variables, Values values) {
        var all = new Completions();
        for (Variable variable : variables) {
            all.told.put(variable, all.value(variable, values.of(variable)));
        }
        return all;
    }

    private Object value(Variable variable, Value value) {
        return switch (value) {
            case Value.Text text ->
                    text.text().length() > Expression.MOST_TEXT ? NOT_TOLD : text.text();
            case Value.Texts texts -> list(variable, texts);
            case Value.Number number -> number.number();
            case Value.Truth truth -> truth.holds();
            case Value.Moment moment -> moment.moment();
            case Value.Span span -> span.span();
            case Value.Unknown unknown -> NOT_TOLD;
        };
    }

    private Object list(Variable variable, Value.Texts texts) {
        List<String> more = texts.perhaps().size() > MOST_IN_A_LIST ? ANYTHING : texts.perhaps();
        if (isLong(texts) || perhaps.size() + more.size() > MOST_PERHAPS) {
            return NOT_TOLD;
        }
        more.forEach(text -> perhaps.add(new Perhaps(variable, text)));
        return texts.certain();
    }

    private static boolean isLong(Value.Texts texts) {
        long characters = 0;
        for (String text : texts.certain()) {
            characters += text.length();
        }
        for (String text : texts.perhaps()) {
            characters += text.length();
        }
        return characters > Expression.MOST_TEXT;
    }

    Answer answer(Program program) {
        Answer first = answer(program, 0);
        for (int choice = 1; choice < 1 << perhaps.size(); choice++) {
            if (first == Answer.CANNOT_TELL || answer(program, choice) != first) {
                return Answer.CANNOT_TELL;
            }
        }
        return first;
    }

    private Answer answer(Program program, int choice) {
        CelVariableResolver resolver = name -> resolved(name, choice);
        try {
            return program.eval(resolver) instanceof Boolean truth
                    ? Answer.of(truth)
                    : Answer.CANNOT_TELL;
        } catch (CelEvaluationException | RuntimeException failed) {
            return Answer.CANNOT_TELL;
        }
    }

    /** The runtime walks through a list whenever it meets its name. */
    private Optional<Object> resolved(String name, int choice) {
        Optional<Variable> variable = Variable.byId(name);
        Object value = variable.map(told::get).orElse(null);
        if (value instanceof List<?> list) {
            Steps.take(4L * list.size());
            return Optional.of(choice == 0 ? list : chosen(variable.get(), list, choice));
        }
        Steps.take(0);
        return Optional.ofNullable(value);
    }

    private List<Object> chosen(Variable variable, List<?> certain, int choice) {
        var all = new ArrayList<Object>(certain);
        for (int i = 0; i < perhaps.size(); i++) {
            if ((choice & 1 << i) != 0 && perhaps.get(i).in() == variable) {
                all.add(perhaps.get(i).text());
            }
        }
        return all;
    }
}
