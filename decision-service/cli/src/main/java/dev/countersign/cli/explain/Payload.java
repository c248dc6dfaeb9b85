package dev.countersign.cli.explain;

import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.action.Action;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent's hook is given before a tool runs, as Claude Code writes it. */
final class Payload {
    private final String name;
    private final Map<String, Object> fields;

    private Payload(String name, Map<String, Object> fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * @param cwd a working directory instead of the one that the payload names
     */
    static Action action(TextInput input, Optional<String> cwd) {
        return new Payload(input.name(), Json.object(input.name(), input.whole())).action(cwd);
    }

    private Action action(Optional<String> cwd) {
        String event = text("hook_event_name").orElseThrow(() -> missing("hook_event_name"));
        if (!event.equals("PreToolUse")) {
            throw new Unusable(
                    name
                            + " reports "
                            + Visible.line(event)
                            + "; only PreToolUse proposes a call that can be explained.");
        }
        return new Action(
                text("tool_name").orElseThrow(() -> missing("tool_name")),
                input(fields.get("tool_input")),
                cwd.or(() -> text("cwd")).orElse(""),
                text("session_id").orElse(""));
    }

    /** An object; some hosts send it as JSON text. */
    private Map<String, Object> input(@Nullable Object given) {
        return switch (given) {
            case null -> Map.of();
            case String text -> Json.object("'tool_input' of " + name, text);
            case Map<?, ?> ignored -> object(given);
            default -> throw new Unusable("'tool_input' of " + name + " is no JSON object.");
        };
    }

    /** Objects that were read from JSON have names for keys. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object given) {
        return (Map<String, Object>) given;
    }

    private Unusable missing(String field) {
        return new Unusable(
                name + " is no payload of a hook of Claude Code: '" + field + "' is missing.");
    }

    private Optional<String> text(String field) {
        return fields.get(field) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
