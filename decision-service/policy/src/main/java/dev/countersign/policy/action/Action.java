package dev.countersign.policy.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One proposed tool call, free of any vendor's shape.
 *
 * @param tool one of the neutral names ({@code Bash}, {@code Read}, {@code Write}, {@code Edit},
 *     {@code MultiEdit}, {@code NotebookEdit}, {@code Delete}, {@code Glob}, {@code Grep}, {@code
 *     WebFetch}, {@code WebSearch}, {@code Agent}, {@code apply_patch}, {@code mcp__server__tool}
 *     …); an unknown one is not an error
 * @param input the tool's arguments as a JSON tree of {@code String}, {@code Number}, {@code
 *     Boolean}, {@code List} and {@code Map}; top-level nulls are dropped
 * @param cwd the absolute working directory, or empty when it is not known
 * @param session the reference of the session, as the caller knows it
 */
public record Action(String tool, Map<String, Object> input, String cwd, String session) {
    public Action {
        var present = new LinkedHashMap<String, Object>();
        input.forEach(
                (key, value) -> {
                    if (value != null) {
                        present.put(key, value);
                    }
                });
        input = Collections.unmodifiableMap(present);
    }

    /** The first of these arguments that is a text. */
    public Optional<String> text(String... names) {
        for (String name : names) {
            if (input.get(name) instanceof String text) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
