package dev.countersign.policy.expression;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Values for expressions; what is not set nobody told. */
final class Told implements Values {
    private final Map<Variable, Value> values = new EnumMap<>(Variable.class);

    static Told nothing() {
        return new Told();
    }

    Told and(Variable variable, Value value) {
        var more = new Told();
        more.values.putAll(values);
        more.values.put(variable, value);
        return more;
    }

    Told text(Variable variable, String text) {
        return and(variable, new Value.Text(text));
    }

    Told texts(Variable variable, String... texts) {
        return and(variable, Value.texts(List.of(texts)));
    }

    Told number(Variable variable, long number) {
        return and(variable, new Value.Number(number));
    }

    @Override
    public Value of(Variable variable) {
        return values.getOrDefault(variable, Value.UNKNOWN);
    }
}
