package dev.countersign.policy.tool;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The request that the arguments of a tool describe, which everyone calls by the same names. */
final class McpRequest {
    private static final Set<String> BODIES =
            Set.of(
                    "body",
                    "data",
                    "json",
                    "payload",
                    "content",
                    "query",
                    "variables",
                    "operations");

    private final Action action;

    McpRequest(Action action) {
        this.action = action;
    }

    Request to(String address) {
        String method = action.text("method").orElse(String.valueOf(Wild.ANYTHING));
        var bodies = new ArrayList<String>();
        action.input()
                .forEach(
                        (name, value) -> {
                            if (BODIES.contains(name.toLowerCase(Locale.ROOT))) {
                                add(name, value, bodies);
                            }
                        });
        return new Request(List.of(method.toUpperCase(Locale.ROOT)), address, bodies);
    }

    /** What has a name is a pair; a body as a whole has none. */
    private static void add(Object name, Object value, List<String> into) {
        switch (value) {
            case String text -> {
                into.add(name + "=" + text);
                into.add(text);
            }
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> add(key, inner == null ? "" : inner, into));
            case List<?> list -> list.forEach(item -> add(name, item == null ? "" : item, into));
            default -> into.add(String.valueOf(value));
        }
    }
}
