package dev.countersign.decision.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The replies are compared whole: clients act on every field. */
class ClaudeCodeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClaudeCode dialect = new ClaudeCode(JSON);

    @Test
    void an_allowed_call_asks_nobody_again() throws Exception {
        assertReply(
                dialect.reply(decided(Effect.ALLOW, Outcome.PROCEED, "Nothing speaks against it.")),
                """
                {
                  "hookSpecificOutput": {
                    "hookEventName": "PreToolUse",
                    "permissionDecision": "allow",
                    "permissionDecisionReason": "Nothing speaks against it."
                  }
                }
                """);
    }

    @Test
    void a_denied_call_is_told_why() throws Exception {
        assertReply(
                dialect.reply(decided(Effect.DENY, Outcome.BLOCK, "Policy P-7 forbids it.")),
                """
                {
                  "hookSpecificOutput": {
                    "hookEventName": "PreToolUse",
                    "permissionDecision": "deny",
                    "permissionDecisionReason": "Policy P-7 forbids it."
                  }
                }
                """);
    }

    @Test
    void a_killed_run_is_denied_and_ended() throws Exception {
        assertReply(
                dialect.reply(decided(Effect.KILL, Outcome.BLOCK, "Run stopped by policy P-1")),
                """
                {
                  "hookSpecificOutput": {
                    "hookEventName": "PreToolUse",
                    "permissionDecision": "deny",
                    "permissionDecisionReason": "Run stopped by policy P-1"
                  },
                  "continue": false,
                  "stopReason": "Run stopped by policy P-1"
                }
                """);
    }

    @Test
    void a_warning_goes_on_and_reaches_person_and_model() throws Exception {
        assertReply(
                dialect.reply(decided(Effect.WARN, Outcome.PROCEED, "Recorded for review.")),
                """
                {
                  "systemMessage": "Recorded for review.",
                  "hookSpecificOutput": {
                    "hookEventName": "PreToolUse",
                    "permissionDecision": "allow",
                    "permissionDecisionReason": "Recorded for review.",
                    "additionalContext": "Recorded for review."
                  }
                }
                """);
    }

    @Test
    void what_is_still_pending_is_denied_for_now() {
        Map<String, Object> reply =
                dialect.reply(
                        new DecisionView(
                                DecisionId.next(),
                                Effect.REQUIRE_APPROVAL,
                                DecisionStatus.PENDING,
                                Optional.empty(),
                                "Approval is pending.",
                                List.of(),
                                "enforce",
                                "2.1+sha256:0",
                                Optional.empty(),
                                Optional.empty(),
                                EventId.next()));

        assertThat(reply).isEqualTo(dialect.refuse("Approval is pending."));
    }

    @Test
    void an_observed_denial_goes_on() throws Exception {
        assertThat(dialect.reply(decided(Effect.DENY, Outcome.PROCEED, "Observed.")).toString())
                .contains("permissionDecision=allow");
    }

    @Test
    void reads_a_call_and_ignores_what_it_does_not_know() {
        HookCall call =
                read(
                        """
                        {
                          "session_id": "5b0f6c1e",
                          "transcript_path": "/home/dev/.claude/projects/x.jsonl",
                          "cwd": "/home/dev/acme-app",
                          "prompt_id": "c1f4a3b2",
                          "permission_mode": "default",
                          "agent_id": "a0d0c040c376233df",
                          "agent_type": "general-purpose",
                          "effort": {"level": "medium"},
                          "hook_event_name": "PreToolUse",
                          "tool_name": "Bash",
                          "tool_input": {"command": "git push origin main", "description": "Push"},
                          "tool_use_id": "toolu_01Sub4GkP2",
                          "of_tomorrow": [1, {"x": null}]
                        }
                        """);

        assertThat(call)
                .isEqualTo(
                        new HookCall.Before(
                                "5b0f6c1e",
                                Optional.of("a0d0c040c376233df"),
                                Optional.of("toolu_01Sub4GkP2"),
                                "Bash",
                                Map.of("command", "git push origin main", "description", "Push"),
                                "/home/dev/acme-app"));
    }

    @Test
    void reads_a_byte_order_mark_arguments_as_text_and_an_empty_cwd() {
        HookCall call =
                read(
                        "\uFEFF{\"session_id\":\"s\",\"cwd\":\"\",\"hook_event_name\":\"PreToolUse\","
                                + "\"tool_name\":\"Bash\",\"tool_input\":\"{\\\"command\\\":\\\"ls\\\"}\"}\n");

        assertThat(call)
                .isEqualTo(
                        new HookCall.Before(
                                "s",
                                Optional.empty(),
                                Optional.empty(),
                                "Bash",
                                Map.of("command", "ls"),
                                ""));
    }

    @Test
    void reads_results_and_failures() {
        assertThat(
                        read(
                                """
                                {"session_id":"s","cwd":"/x","hook_event_name":"PostToolUse","tool_name":"Bash",
                                 "tool_input":{"command":"ls"},"tool_use_id":"t1","duration_ms":12,
                                 "tool_response":{"stdout":"a","stderr":"","interrupted":false}}
                                """))
                .isEqualTo(
                        new HookCall.After(
                                "s",
                                Optional.of("t1"),
                                "Bash",
                                true,
                                Optional.of(12L),
                                Map.of(
                                        "tool_response",
                                        Map.of(
                                                "stdout",
                                                "a",
                                                "stderr",
                                                "",
                                                "interrupted",
                                                false))));
        assertThat(
                        read(
                                """
                                {"session_id":"s","cwd":"/x","hook_event_name":"PostToolUseFailure","tool_name":"Bash",
                                 "tool_input":{},"tool_use_id":"t1","error":"Exit code 2","duration_ms":903}
                                """))
                .isEqualTo(
                        new HookCall.After(
                                "s",
                                Optional.of("t1"),
                                "Bash",
                                false,
                                Optional.of(903L),
                                Map.of("error", "Exit code 2")));
    }

    @Test
    void a_call_at_an_event_that_is_not_known_is_not_let_through() {
        for (String about :
                new String[] {
                    "\"tool_name\":\"Bash\"", "\"tool_input\":{}", "\"tool_use_id\":\"t1\""
                }) {
            assertThat(read(event("BeforeToolUse", about)))
                    .isEqualTo(new HookCall.Undecided("s", "BeforeToolUse"));
        }
        assertThat(read(event("PermissionRequest", "\"tool_name\":\"Bash\"")))
                .isEqualTo(new HookCall.Undecided("s", "PermissionRequest"));
    }

    @Test
    void nothing_depends_on_events_without_a_call_or_after_it() {
        for (String event :
                new String[] {
                    "PermissionDenied", "PostToolBatch", "Notification", "Stop", "SubagentStop"
                }) {
            assertThat(read(event(event, "\"tool_name\":\"Bash\"")))
                    .isEqualTo(new HookCall.Other("s", event));
        }
        assertThat(read(event("OfTomorrow", "\"message\":\"hello\"")))
                .isEqualTo(new HookCall.Other("s", "OfTomorrow"));
    }

    @Test
    void a_call_at_another_event_is_blocked_in_the_form_of_that_event() throws Exception {
        assertThat(dialect.refuse(new HookCall.Undecided("s", "BeforeToolUse"), "No."))
                .isEqualTo(Map.of("decision", "block", "reason", "No."));
        assertThat(dialect.refuse(new HookCall.Undecided("s", "PermissionRequest"), "No."))
                .isEqualTo(
                        Map.of(
                                "hookSpecificOutput",
                                Map.of(
                                        "hookEventName",
                                        "PermissionRequest",
                                        "decision",
                                        Map.of("behavior", "deny", "message", "No."))));
    }

    private static String event(String name, String about) {
        return "{\"session_id\":\"s\",\"hook_event_name\":\"%s\",%s}".formatted(name, about);
    }

    @Test
    void refuses_what_it_cannot_read() {
        assertUnreadable("", "The payload is not a JSON object.");
        assertUnreadable("[1]", "The payload is not a JSON object.");
        assertUnreadable("{\"session_id\":", "The payload is not valid JSON.");
        assertUnreadable("{\"hook_event_name\":\"PreToolUse\"}", "'session_id' is missing.");
        assertUnreadable("{\"session_id\":\"s\"}", "'hook_event_name' is missing.");
        assertUnreadable(
                "{\"session_id\":\"s\",\"hook_event_name\":\"PreToolUse\"}",
                "'tool_name' is missing.");
        assertUnreadable(
                "{\"session_id\":\"s\",\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":[]}",
                "'tool_input' is not an object.");
    }

    private void assertUnreadable(String payload, String message) {
        assertThatThrownBy(() -> read(payload))
                .isInstanceOf(Dialect.Unreadable.class)
                .hasMessage(message);
    }

    private HookCall read(String payload) {
        return dialect.read(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertReply(Map<String, Object> reply, String expected) throws Exception {
        assertThat(JSON.valueToTree(reply).toString())
                .isEqualTo(JSON.readTree(expected).toString());
    }

    private static DecisionView decided(Effect effect, Outcome outcome, String reason) {
        return new DecisionView(
                DecisionId.next(),
                effect,
                DecisionStatus.FINAL,
                Optional.of(outcome),
                reason,
                List.of(),
                "enforce",
                "2.1+sha256:0",
                Optional.empty(),
                Optional.empty(),
                EventId.next());
    }
}
