package dev.countersign.decision.hook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Effect;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claude Code: command and HTTP hooks have the same payloads and replies. */
@ApplicationScoped
class ClaudeCode implements Dialect {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String PERMISSION_REQUEST = "PermissionRequest";

    /** Events after the fact, and those at which no tool is about to run. */
    private static final Set<String> NOTHING_DEPENDS_ON =
            Set.of(
                    "ConfigChange",
                    "CwdChanged",
                    "DirectoryAdded",
                    "Elicitation",
                    "ElicitationResult",
                    "FileChanged",
                    "InstructionsLoaded",
                    "MessageDisplay",
                    "Notification",
                    "PermissionDenied",
                    "PostCompact",
                    "PostModelSwitch",
                    "PostToolBatch",
                    "PreCompact",
                    "PreModelSwitch",
                    "Setup",
                    "Stop",
                    "StopFailure",
                    "SubagentStart",
                    "SubagentStop",
                    "TaskCompleted",
                    "TaskCreated",
                    "TeammateIdle",
                    "UserPromptExpansion",
                    "UserPromptSubmit",
                    "WorktreeCreate",
                    "WorktreeRemove");

    private final ObjectMapper json;

    ClaudeCode(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String client() {
        return "claude-code";
    }

    @Override
    public HookCall read(byte[] payload) {
        JsonNode node = parse(payload);
        String event = text(node, "hook_event_name").orElse("");
        String session =
                text(node, "session_id")
                        .orElseThrow(() -> new Unreadable("'session_id' is missing."));
        return switch (event) {
            case "PreToolUse" -> before(node, session);
            case "PostToolUse" -> after(node, session, true, "tool_response");
            case "PostToolUseFailure" -> after(node, session, false, "error");
            case "SessionStart" -> new HookCall.Started(session, text(node, "cwd").orElse(""));
            case "SessionEnd" -> new HookCall.Over(session);
            case "" -> throw new Unreadable("'hook_event_name' is missing.");
            case PERMISSION_REQUEST -> new HookCall.Undecided(session, event);
            default ->
                    NOTHING_DEPENDS_ON.contains(event) || !isAboutTool(node)
                            ? new HookCall.Other(session, event)
                            : new HookCall.Undecided(session, event);
        };
    }

    private static boolean isAboutTool(JsonNode node) {
        return node.has("tool_name") || node.has("tool_input") || node.has("tool_use_id");
    }

    @Override
    public Map<String, Object> reply(DecisionView decision) {
        if (!decision.proceeds()) {
            return decision.effect() == Effect.KILL
                    ? kill(decision.reason())
                    : refuse(decision.reason());
        }
        return decision.effect() == Effect.WARN
                ? warn(decision.reason())
                : Map.of("hookSpecificOutput", permission("allow", decision.reason()));
    }

    @Override
    public Map<String, Object> refuse(String reason) {
        return Map.of("hookSpecificOutput", permission("deny", reason));
    }

    /** Claude Code discards a reply that names another event than its own. */
    @Override
    public Map<String, Object> refuse(HookCall.Undecided call, String reason) {
        return call.event().equals(PERMISSION_REQUEST)
                ? Map.of(
                        "hookSpecificOutput",
                        Map.of(
                                "hookEventName",
                                PERMISSION_REQUEST,
                                "decision",
                                Map.of("behavior", "deny", "message", reason)))
                : Map.of("decision", "block", "reason", reason);
    }

    @Override
    public Map<String, Object> nothing() {
        return Map.of();
    }

    /**
     * Without the denial the tool would still run: {@code continue} only ends the turn after it.
     */
    private static Map<String, Object> kill(String reason) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("hookSpecificOutput", permission("deny", reason));
        reply.put("continue", false);
        reply.put("stopReason", reason);
        return reply;
    }

    /** Goes on, tells the person at the terminal and the model. */
    private static Map<String, Object> warn(String reason) {
        Map<String, Object> output = permission("allow", reason);
        output.put("additionalContext", reason);
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("systemMessage", reason);
        reply.put("hookSpecificOutput", output);
        return reply;
    }

    private static Map<String, Object> permission(String decision, String reason) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("hookEventName", "PreToolUse");
        output.put("permissionDecision", decision);
        output.put("permissionDecisionReason", reason);
        return output;
    }

    private HookCall before(JsonNode node, String session) {
        return new HookCall.Before(
                session,
                text(node, "agent_id"),
                text(node, "tool_use_id"),
                tool(node),
                input(node.path("tool_input")),
                text(node, "cwd").orElse(""));
    }

    private HookCall after(JsonNode node, String session, boolean succeeded, String output) {
        JsonNode duration = node.path("duration_ms");
        return new HookCall.After(
                session,
                text(node, "tool_use_id"),
                tool(node),
                succeeded,
                duration.canConvertToLong() ? Optional.of(duration.longValue()) : Optional.empty(),
                output(node, output));
    }

    private Map<String, Object> output(JsonNode node, String field) {
        return node.hasNonNull(field)
                ? Map.of(field, json.convertValue(node.path(field), Object.class))
                : Map.of();
    }

    private static String tool(JsonNode node) {
        return text(node, "tool_name").orElseThrow(() -> new Unreadable("'tool_name' is missing."));
    }

    /** An object; some hosts send it as JSON text. */
    private Map<String, Object> input(JsonNode given) {
        JsonNode input = given.isTextual() ? parse(given.textValue()) : given;
        if (input.isMissingNode() || input.isNull()) {
            return Map.of();
        }
        if (!input.isObject()) {
            throw new Unreadable("'tool_input' is not an object.");
        }
        return json.convertValue(input, FIELDS);
    }

    private JsonNode parse(String text) {
        return parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private JsonNode parse(byte[] payload) {
        int start = hasMark(payload) ? 3 : 0;
        try {
            JsonNode node = json.readTree(payload, start, payload.length - start);
            if (node == null || !node.isObject()) {
                throw new Unreadable("The payload is not a JSON object.");
            }
            return node;
        } catch (IOException e) {
            throw new Unreadable("The payload is not valid JSON.");
        }
    }

    private static boolean hasMark(byte[] payload) {
        return payload.length >= 3
                && payload[0] == (byte) 0xEF
                && payload[1] == (byte) 0xBB
                && payload[2] == (byte) 0xBF;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue()).filter(value -> !value.isEmpty());
    }
}
