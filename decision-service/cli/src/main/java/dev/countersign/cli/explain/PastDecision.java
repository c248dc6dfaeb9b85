package dev.countersign.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.connection.Connection;
import dev.countersign.cli.terminal.Json;
import dev.countersign.cli.terminal.Surroundings;
import dev.countersign.cli.terminal.Unusable;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.language.Effect;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A decision that decision-service has made, and the call that it was about. The call is in the
 * audit log alone, with its secrets masked.
 */
final class PastDecision {
    private static final String AUDIT_URL = "COUNTERSIGN_AUDIT_URL";

    private final JsonNode decision;
    private final JsonNode event;

    private PastDecision(JsonNode decision, JsonNode event) {
        this.decision = decision;
        this.event = event;
    }

    /**
     * @param id of the decision
     * @throws Unusable if it or its call cannot be had
     */
    static PastDecision of(String id, Surroundings here) {
        JsonNode decision = asked(Connection.of(here).get("/v1/decisions/" + id), id);
        String event = decision.path("event_id").asText("");
        if (!event.matches("evt_[A-Za-z0-9]+")) {
            throw new Unusable("Nothing says which event recorded " + id + ".");
        }
        if (here.environment().getOrDefault(AUDIT_URL, "").isEmpty()) {
            throw new Unusable(
                    AUDIT_URL
                            + " is not set; set it to the address of audit-service, which alone keeps"
                            + " what was called.");
        }
        Connection audit = Connection.of(here, AUDIT_URL, "audit-service");
        return new PastDecision(
                decision, asked(audit.get("/v1/events/" + event), id).path("event"));
    }

    private static JsonNode asked(Answer answer, String id) {
        if (!answer.isFine()) {
            throw new Unusable(String.join(System.lineSeparator(), answer.problem(id)));
        }
        return answer.json();
    }

    /** What was called, secrets masked. */
    Action action() {
        JsonNode input = event.path("sealed").path("input");
        String tool = event.path("attrs").path("tool").asText("");
        if (!input.path("arguments").isObject() || tool.isEmpty()) {
            throw new Unusable(
                    "What was called is not in the audit log any more, or you may not see it.");
        }
        return new Action(
                tool,
                Json.object("the recorded call", input.path("arguments").toString()),
                input.path("cwd").asText(""),
                "");
    }

    /** What was decided. */
    Effect effect() {
        return Effect.byId(decision.path("effect").asText("")).orElse(Effect.DENY);
    }

    /** When it was decided. */
    Instant time(Instant unsaid) {
        try {
            return Instant.parse(event.path("time").asText(""));
        } catch (DateTimeParseException none) {
            return unsaid;
        }
    }

    /** What was decided, by what and why, for people. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "%s%s, %s%s"
                        .formatted(
                                effect().id(),
                                rules().isEmpty() ? "" : " by " + rules(),
                                event.path("time").asText("at some time"),
                                decision.path("outcome").asText("").isEmpty()
                                        ? ""
                                        : ", outcome " + decision.path("outcome").asText()));
        lines.add(decision.path("reason").asText(""));
        lines.add("policy " + decision.path("policy_version").asText(""));
        lines.removeIf(String::isBlank);
        return lines;
    }

    private String rules() {
        return StreamSupport.stream(decision.path("rules").spliterator(), false)
                .map(rule -> rule.path("id").asText(""))
                .collect(Collectors.joining(", "));
    }

    JsonNode json() {
        return decision;
    }
}
