package dev.countersign.policy.condition;

import dev.countersign.policy.match.NamePatterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An argument of a call has such a value. Of a list one item is enough where matching restricts,
 * and all are needed where it allows.
 *
 * @param name of the argument; dots lead into nested ones
 */
public record ArgumentIs(String name, NamePatterns values) {
    boolean holds(Map<String, Object> arguments, boolean generous) {
        return value(arguments, name).map(value -> holds(value, generous)).orElse(false);
    }

    private boolean holds(Object value, boolean generous) {
        if (value instanceof List<?> items) {
            return generous
                    ? items.stream().anyMatch(item -> holds(item, true))
                    : !items.isEmpty() && items.stream().allMatch(item -> holds(item, false));
        }
        return Condition.matches(values, String.valueOf(value), generous);
    }

    /** An argument whose own name holds the dots is meant first. */
    private static Optional<Object> value(Map<?, ?> arguments, String path) {
        Object whole = arguments.get(path);
        if (whole != null) {
            return Optional.of(whole);
        }
        int dot = path.indexOf('.');
        return dot > 0 && arguments.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(inner, path.substring(dot + 1))
                : Optional.empty();
    }
}
