package dev.countersign.approval.slack;

import java.util.Map;

/** What Slack takes as the body of an answer. */
sealed interface SlackReply {

    /** Keeps a dialog open, with a complaint under each named block. */
    record Errors(String responseAction, Map<String, String> errors) implements SlackReply {

        static Errors under(String block, String complaint) {
            return new Errors("errors", Map.of(block, complaint));
        }
    }

    /** A text for whoever gave a command. */
    record Text(String responseType, String text) implements SlackReply {

        static Text toThemAlone(String text) {
            return new Text("ephemeral", text);
        }
    }

    record Challenge(String challenge) implements SlackReply {}
}
