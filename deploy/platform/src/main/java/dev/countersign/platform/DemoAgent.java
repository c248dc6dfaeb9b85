package dev.countersign.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A coding agent as decision-service sees one: it posts Claude Code's hook payloads with its key.
 *
 * @param hooks decision-service with the agent's key
 * @param session identifier of this run, as Claude Code makes one up
 */
record DemoAgent(Api hooks, String session) {
    static final String NAME = "code-assistant-prod";
    private static final String HOOK = "/v1/hooks/claude-code";
    private static final String CWD = "/home/dave/acme-app";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Registers the agent, or takes the one of the last demonstration with its stored key. */
    static DemoAgent enrol(Api asAdmin, Path folder) throws IOException, InterruptedException {
        Secrets kept = new Secrets(FileTree.createPrivate(folder));
        Path keyFile = folder.resolve("key");
        String known = id(asAdmin);
        if (known.isEmpty()) {
            JsonNode issued =
                    asAdmin.post(
                                    "/v1/agents",
                                    JSON.objectNode().put("name", NAME).put("operator", "dave"))
                            .orFail("Registering the agent " + NAME);
            kept.write("key", issued.required("key").asText());
            kept.write("agent", issued.required("id").asText());
        } else if (!Files.exists(keyFile) || !known.equals(keptAgent(folder))) {
            JsonNode issued =
                    asAdmin.post("/v1/agents/" + known + "/keys", JSON.objectNode())
                            .orFail("Issuing a key for the agent " + NAME);
            kept.write("key", issued.required("key").asText());
            kept.write("agent", known);
        }
        Api hooks = new Api(asAdmin.url(), Files.readString(keyFile).strip());
        return new DemoAgent(hooks, UUID.randomUUID().toString());
    }

    private static String keptAgent(Path folder) throws IOException {
        Path file = folder.resolve("agent");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private static String id(Api asAdmin) throws IOException, InterruptedException {
        for (JsonNode agent : asAdmin.get("/v1/agents").orFail("Listing the agents")) {
            if (agent.path("name").asText().equals(NAME)) {
                return agent.required("id").asText();
            }
        }
        return "";
    }

    static ObjectNode bash(String command) {
        return call("Bash", JSON.objectNode().put("command", command));
    }

    static ObjectNode write(String file, String content) {
        return call(
                "Write",
                JSON.objectNode().put("file_path", CWD + "/" + file).put("content", content));
    }

    private static ObjectNode call(String tool, ObjectNode input) {
        ObjectNode call = JSON.objectNode().put("tool_name", tool);
        call.set("tool_input", input);
        return call;
    }

    /** Asks before a call, as the PreToolUse hook does; the answer may take until people decide. */
    CompletableFuture<Api.Answer> propose(ObjectNode call) {
        return hooks.postHeld(HOOK, payload("PreToolUse", call));
    }

    /** Tells what a call returned, as the PostToolUse hook does. */
    Api.Answer report(ObjectNode call, ObjectNode response)
            throws IOException, InterruptedException {
        ObjectNode payload = payload("PostToolUse", call);
        payload.set("tool_response", response);
        return hooks.post(HOOK, payload.put("duration_ms", 11));
    }

    private ObjectNode payload(String event, ObjectNode call) {
        ObjectNode payload =
                JSON.objectNode()
                        .put("session_id", session)
                        .put("transcript_path", "/home/dave/.claude/projects/" + session + ".jsonl")
                        .put("cwd", CWD)
                        .put("permission_mode", "default")
                        .put("hook_event_name", event);
        payload.setAll(call);
        return payload.put("tool_use_id", "toolu_" + Integer.toHexString(call.hashCode()));
    }
}
