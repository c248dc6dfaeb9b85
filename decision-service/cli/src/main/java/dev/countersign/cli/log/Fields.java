package dev.countersign.cli.log;

import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Unusable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An object that was read from JSON, asked for what several writers call differently. */
record Fields(Map<String, Object> all) {

    Optional<String> text(String... names) {
        return Stream.of(names)
                .map(all::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    Optional<Long> number(String... names) {
        return Stream.of(names)
                .map(all::get)
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .findFirst();
    }

    Optional<Boolean> flag(String name) {
        return all.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    Optional<Fields> inner(String name) {
        return all.get(name) instanceof Map<?, ?>
                ? object(name).map(Fields::new)
                : Optional.empty();
    }

    /** Some hosts send an object as JSON text. What is neither cannot be read. */
    Optional<Map<String, Object>> object(String name) {
        return switch (all.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(named(map));
            case String text -> Optional.of(Json.object("'" + name + "'", text));
            default -> throw new Unusable("'" + name + "' is no JSON object");
        };
    }

    /** Objects that were read from JSON have names for keys. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> named(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
