package dev.countersign.approval.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Slack refuses in a message or a modal, by Slack's published limits. */
final class SlackRules {

    private final List<String> breaches = new ArrayList<>();

    private SlackRules() {}

    static List<String> breachesInMessage(String text, JsonNode blocks) {
        SlackRules rules = new SlackRules();
        rules.length("text", text, 1, 40_000);
        if (!blocks.isArray() || blocks.size() > 50) {
            rules.breaches.add("a message takes up to 50 blocks");
        }
        if (blocks.toString().length() > 13_200) {
            rules.breaches.add("msg_blocks_too_long");
        }
        rules.blocks(blocks);
        return rules.breaches;
    }

    static List<String> breachesInModal(JsonNode view) {
        SlackRules rules = new SlackRules();
        rules.oneOf("view type", view.path("type").asText(), Set.of("modal"));
        for (String part : List.of("title", "submit", "close")) {
            rules.plainText("modal " + part, view.path(part), 24);
        }
        rules.length("callback_id", view.path("callback_id").asText(), 1, 255);
        rules.length("private_metadata", view.path("private_metadata").asText(), 0, 3_000);
        if (view.path("blocks").size() > 100 || view.toString().length() > 250_000) {
            rules.breaches.add("view_too_large");
        }
        rules.blocks(view.path("blocks"));
        return rules.breaches;
    }

    private void blocks(JsonNode blocks) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : blocks) {
            if (block.has("block_id")) {
                length("block_id", block.path("block_id").asText(), 1, 255);
                if (!ids.add(block.path("block_id").asText())) {
                    breaches.add("block_id is not unique");
                }
            }
            block(block);
        }
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> plainText("header", block.path("text"), 150);
            case "rich_text" -> block.path("elements").forEach(this::richText);
            case "context" -> {
                count("context", block.path("elements"), 10);
                block.path("elements")
                        .forEach(e -> length("context", e.path("text").asText(), 1, 3_000));
            }
            case "actions" -> actions(block.path("elements"));
            case "input" -> input(block);
            default -> breaches.add("no such block: " + block.path("type"));
        }
    }

    private void richText(JsonNode element) {
        oneOf(
                "rich text",
                element.path("type").asText(),
                Set.of("rich_text_section", "rich_text_preformatted"));
        count("rich text", element.path("elements"), Integer.MAX_VALUE);
        for (JsonNode run : element.path("elements")) {
            oneOf("run", run.path("type").asText(), Set.of("text"));
            length("run", run.path("text").asText(), 1, 40_000);
        }
    }

    private void actions(JsonNode elements) {
        count("actions", elements, 25);
        Set<String> ids = new HashSet<>();
        int primary = 0;
        for (JsonNode button : elements) {
            oneOf("element", button.path("type").asText(), Set.of("button"));
            length("action_id", button.path("action_id").asText(), 1, 255);
            if (!ids.add(button.path("action_id").asText())) {
                breaches.add("action_id is not unique");
            }
            plainText("button", button.path("text"), 75);
            length("value", button.path("value").asText(), 0, 2_000);
            length("url", button.path("url").asText(), 0, 3_000);
            if (button.has("style")) {
                oneOf("style", button.path("style").asText(), Set.of("primary", "danger"));
                primary += button.path("style").asText().equals("primary") ? 1 : 0;
            }
            if (button.has("confirm")) {
                confirm(button.path("confirm"));
            }
        }
        if (primary > 1) {
            breaches.add("more than one primary button");
        }
    }

    private void confirm(JsonNode confirm) {
        plainText("confirm title", confirm.path("title"), 100);
        plainText("confirm text", confirm.path("text"), 300);
        plainText("confirm", confirm.path("confirm"), 30);
        plainText("confirm deny", confirm.path("deny"), 30);
    }

    private void input(JsonNode block) {
        plainText("label", block.path("label"), 2_000);
        JsonNode element = block.path("element");
        oneOf("input", element.path("type").asText(), Set.of("plain_text_input"));
        length("action_id", element.path("action_id").asText(), 1, 255);
        if (element.path("min_length").asInt() > 3_000
                || element.path("max_length").asInt() > 3_000) {
            breaches.add("input lengths end at 3,000");
        }
    }

    private void plainText(String what, JsonNode text, int longest) {
        oneOf(what, text.path("type").asText(), Set.of("plain_text"));
        length(what, text.path("text").asText(), 1, longest);
    }

    private void count(String what, JsonNode list, int most) {
        if (list.size() < 1 || list.size() > most) {
            breaches.add("%s takes 1 to %d elements, not %d".formatted(what, most, list.size()));
        }
    }

    private void length(String what, String text, int shortest, int longest) {
        if (text.length() < shortest || text.length() > longest) {
            breaches.add(
                    "%s takes %d to %d characters, not %d"
                            .formatted(what, shortest, longest, text.length()));
        }
    }

    private void oneOf(String what, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            breaches.add("%s cannot be '%s'".formatted(what, value));
        }
    }
}
