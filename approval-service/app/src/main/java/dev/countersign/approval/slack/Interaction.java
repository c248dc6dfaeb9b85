package dev.countersign.approval.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Something a person did in Slack, reduced to what we look at. What we do not need may have any
 * shape; what is missing is empty text and matches nothing.
 */
sealed interface Interaction {

    /**
     * Who did it, as Slack says.
     *
     * @param team the workspace in which it happened
     * @param personTeam the workspace the person belongs to
     */
    record Sender(String app, String team, String person, String personTeam) {

        /** As accounts carry it. */
        String slackId() {
            return team + ":" + person;
        }
    }

    /** A button of a message was clicked. */
    record Click(
            Sender sender,
            String channel,
            String ts,
            String action,
            String actionTs,
            String value,
            String trigger)
            implements Interaction {}

    /** The dialog that asks for a reason was sent. */
    record ReasonGiven(Sender sender, String viewId, DenyDialog.Origin origin, String reason)
            implements Interaction {}

    /** Slack tells us about much that we have no use for. */
    record OfNoInterest() implements Interaction {}

    ObjectMapper JSON = new ObjectMapper();

    /**
     * @param body a form with the field {@code payload}, its signature already checked
     * @throws IllegalArgumentException if it is not one of Slack's payloads
     */
    static Interaction parse(byte[] body) {
        JsonNode payload = read(Form.parse(body).getOrDefault("payload", ""));
        return switch (text(payload, "/type")) {
            case "block_actions" -> click(payload);
            case "view_submission" -> submission(payload);
            case "" -> throw new IllegalArgumentException("The payload has no type.");
            default -> new OfNoInterest();
        };
    }

    private static Interaction click(JsonNode payload) {
        if (!text(payload, "/container/type").equals("message")) {
            return new OfNoInterest();
        }
        if (payload.path("actions").size() != 1) {
            throw new IllegalArgumentException("A click has exactly one action.");
        }
        String action = text(payload, "/actions/0/action_id");
        if (!action.equals(Card.APPROVE) && !action.equals(Card.DENY)) {
            return new OfNoInterest();
        }
        return new Click(
                sender(payload),
                text(payload, "/container/channel_id"),
                text(payload, "/container/message_ts"),
                action,
                text(payload, "/actions/0/action_ts"),
                text(payload, "/actions/0/value"),
                text(payload, "/trigger_id"));
    }

    private static Interaction submission(JsonNode payload) {
        if (!text(payload, "/view/callback_id").equals(DenyDialog.CALLBACK)) {
            return new OfNoInterest();
        }
        return new ReasonGiven(
                sender(payload),
                text(payload, "/view/id"),
                DenyDialog.Origin.parse(text(payload, "/view/private_metadata")),
                text(
                        payload,
                        "/view/state/values/%s/%s/value"
                                .formatted(DenyDialog.BLOCK, DenyDialog.FIELD)));
    }

    private static Sender sender(JsonNode payload) {
        return new Sender(
                text(payload, "/api_app_id"),
                text(payload, "/team/id"),
                text(payload, "/user/id"),
                text(payload, "/user/team_id"));
    }

    private static String text(JsonNode payload, String pointer) {
        JsonNode node = payload.at(pointer);
        String text = node.isTextual() ? node.textValue() : "";
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A text holds a null character.");
        }
        return text;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The payload is not JSON.", malformed);
        }
    }
}
