package dev.countersign.cli.log;

import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.language.Effect;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One recorded action, in whichever of the known forms it was written.
 *
 * @param agent who proposed it, if the line says so
 * @param decided what was decided of it, if the line says so
 * @param consent whether a human agreed
 * @param stage whether it was proposed, or reported after it ran
 */
public record Recorded(
        Action action,
        Optional<Instant> time,
        Optional<String> agent,
        Optional<Effect> decided,
        Consent consent,
        Stage stage) {

    /** What the line says of a human's decision. */
    public enum Consent {
        APPROVED,
        /** It did not happen. */
        STOPPED,
        UNSAID
    }

    /** When the line was written. */
    public enum Stage {
        BEFORE,
        AFTER
    }

    /** The words by which loggers call what Countersign calls a tool. */
    private static final Map<String, String> TOOLS = tools();

    private static final Set<String> PROCEEDED = Set.of("approved", "consumed", "proceed");
    private static final Set<String> ENDED =
            Set.of(
                    "block",
                    "blocked",
                    "denied",
                    "deny",
                    "kill",
                    "rejected",
                    "expired",
                    "cancelled");

    private static Map<String, String> tools() {
        var tools = new LinkedHashMap<String, String>();
        List.of(
                        "command",
                        "shell",
                        "bash",
                        "exec",
                        "execute",
                        "run",
                        "run_command",
                        "terminal",
                        "command_execution")
                .forEach(word -> tools.put(word, "Bash"));
        List.of(
                        "file_write",
                        "write",
                        "write_file",
                        "file_create",
                        "create",
                        "create_file",
                        "file_edit",
                        "edit",
                        "edit_file",
                        "modify",
                        "file_modify")
                .forEach(word -> tools.put(word, "Write"));
        List.of("file_read", "read", "read_file").forEach(word -> tools.put(word, "Read"));
        List.of("file_delete", "delete", "delete_file", "remove")
                .forEach(word -> tools.put(word, "Delete"));
        List.of(
                        "network",
                        "network_request",
                        "http",
                        "http_request",
                        "fetch",
                        "web_fetch",
                        "request")
                .forEach(word -> tools.put(word, "WebFetch"));
        return Map.copyOf(tools);
    }

    /**
     * Reads one line.
     *
     * @return empty where the line is about something else than an action, such as the start of a
     *     session
     * @throws Unusable with the reason when it cannot be read
     */
    public static Optional<Recorded> of(String line) {
        var fields = new Fields(Json.object("the line", line));
        Fields record = fields.inner("data").filter(Recorded::isAction).orElse(fields);
        if (record.text("hook_event_name").isPresent() && record.text("tool_name").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Recorded(
                        action(record, fields),
                        time(record).or(() -> time(fields)),
                        record.text("agent", "agent_id"),
                        record.text("effect").flatMap(Effect::byId),
                        consent(record),
                        record.text("hook_event_name").filter("PostToolUse"::equals).isPresent()
                                ? Stage.AFTER
                                : Stage.BEFORE));
    }

    private static boolean isAction(Fields record) {
        return record.text("tool").isPresent() || record.text("tool_name").isPresent();
    }

    private static Action action(Fields record, Fields around) {
        Fields call = record.inner("action").orElse(record);
        String tool = tool(call);
        String cwd =
                call.text("cwd", "working_directory", "workdir")
                        .or(() -> record.text("cwd", "working_directory", "workdir"))
                        .orElse("");
        String session =
                record.text("session", "session_id").or(() -> around.text("session")).orElse("");
        return new Action(tool, input(call, tool), cwd, session);
    }

    private static String tool(Fields call) {
        Optional<String> named = call.text("tool", "tool_name");
        if (named.isPresent()) {
            return named.get();
        }
        Optional<String> word = call.text("action", "action_type", "type", "event");
        if (word.isPresent()) {
            String tool = TOOLS.get(word.get().toLowerCase(java.util.Locale.ROOT));
            if (tool == null) {
                throw new Unusable("\"" + word.get() + "\" is no kind of action that is known");
            }
            return tool;
        }
        if (call.text("command", "cmd").isPresent()) {
            return "Bash";
        }
        throw new Unusable("it names no tool, action or command");
    }

    private static Map<String, Object> input(Fields call, String tool) {
        for (String key : List.of("input", "tool_input", "arguments", "args")) {
            Optional<Map<String, Object>> given = call.object(key);
            if (given.isPresent()) {
                return given.get();
            }
        }
        return loose(call, tool);
    }

    /** Arguments that stand beside the name of the action. */
    private static Map<String, Object> loose(Fields call, String tool) {
        var input = new LinkedHashMap<String, Object>();
        call.text("command", "cmd").ifPresent(text -> input.put("command", text));
        call.text("file_path", "path", "file", "filename")
                .ifPresent(text -> input.put("file_path", text));
        call.text("content", "new_content").ifPresent(text -> input.put("content", text));
        call.text("url", "host").ifPresent(text -> input.put("url", address(text)));
        String wanted =
                switch (tool) {
                    case "Bash" -> "command";
                    case "Read", "Write", "Delete" -> "file_path";
                    case "WebFetch" -> "url";
                    default -> "";
                };
        if (!wanted.isEmpty() && !input.containsKey(wanted)) {
            throw new Unusable("it does not say the " + wanted.replace('_', ' '));
        }
        return input;
    }

    private static String address(String text) {
        return text.contains("://") ? text : "https://" + text + "/";
    }

    private static Optional<Instant> time(Fields record) {
        return record.text("time", "timestamp", "ts")
                .map(Recorded::instant)
                .or(() -> record.number("time", "timestamp", "ts").map(Recorded::instant));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new Unusable("\"" + text + "\" is no time; write 2026-11-20T22:30:00Z");
        }
    }

    /** Seconds since 1970, or milliseconds where the number is too large for them. */
    private static Instant instant(long number) {
        return Math.abs(number) < 100_000_000_000L
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number);
    }

    private static Consent consent(Fields record) {
        if (record.flag("approved").orElse(false)) {
            return Consent.APPROVED;
        }
        String said =
                record.text("outcome", "decision", "status")
                        .or(() -> record.inner("approval").flatMap(one -> one.text("status")))
                        .orElse("")
                        .toLowerCase(java.util.Locale.ROOT);
        if (ENDED.contains(said)) {
            return Consent.STOPPED;
        }
        boolean held = record.inner("approval").isPresent() || record.text("approval").isPresent();
        return said.equals("approved")
                        || said.equals("consumed")
                        || held && PROCEEDED.contains(said)
                ? Consent.APPROVED
                : Consent.UNSAID;
    }
}
