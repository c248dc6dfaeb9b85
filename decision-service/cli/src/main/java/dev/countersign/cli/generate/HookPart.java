package dev.countersign.cli.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.cli.generate.settings.Entry;
import dev.countersign.cli.generate.settings.HookLists;
import dev.countersign.cli.generate.settings.JsonDocument;
import dev.countersign.cli.generate.settings.NotGenerated;
import dev.countersign.cli.readiness.AgentProduct;
import dev.countersign.cli.readiness.HookEntry;
import java.util.List;
import java.util.stream.StreamSupport;

/** The hooks that ask Countersign. A product with which it does not speak gets none. */
final class HookPart {
    private HookPart() {}

    /**
     * @param program the path of countersign-hook
     */
    static Part of(AgentProduct product, String program) {
        if (!product.writes().answered()) {
            return Part.none(
                    ("None: countersign-hook does not speak with %s yet and would refuse every call."
                                    + " Nothing asks Countersign before its tools run.")
                            .formatted(product.title()));
        }
        String file = product.writes().hooks().file();
        return new Part(
                file,
                content(product, program),
                "Asks Countersign before each tool (%s).".formatted(product.event()));
    }

    /** What belongs into the file of the product's hooks. */
    static Content.Part content(AgentProduct product, String program) {
        JsonNode content = filled(product.writes().hooks().content(), program);
        List<List<String>> events =
                content.path("hooks")
                        .propertyStream()
                        .map(event -> List.of("hooks", event.getKey()))
                        .toList();
        List<List<String>> switches =
                product.off().stream().map(pointer -> List.of(pointer.substring(1))).toList();
        return new Content.Part(Entry.of(content), new HookLists(events, switches));
    }

    /**
     * Makes sure that no call gets past what the file says. A hook of people's own may ask
     * Countersign in another way, but then for everything, and it has to block when it fails.
     *
     * @throws NotGenerated if none of its hooks does
     */
    static void requireSound(AgentProduct product, String file, String text) {
        JsonNode settings = JsonDocument.read(file, text).at(List.of()).orElseThrow();
        List<List<String>> flaws =
                HookEntry.of(settings, product.event()).stream()
                        .filter(HookEntry::asksCountersign)
                        .map(hook -> hook.flaws(product))
                        .toList();
        if (flaws.stream().noneMatch(List::isEmpty)) {
            throw new NotGenerated(
                    "%s: the hook that asks Countersign %s; correct it or take it out, nothing was written"
                            .formatted(file, String.join(", ", flaws.getFirst())));
        }
    }

    private static JsonNode filled(JsonNode node, String program) {
        if (node.isObject()) {
            var filled = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(one -> filled.set(one.getKey(), filled(one.getValue(), program)));
            return filled;
        }
        if (node.isArray()) {
            var filled = JsonNodeFactory.instance.arrayNode();
            StreamSupport.stream(node.spliterator(), false)
                    .forEach(one -> filled.add(filled(one, program)));
            return filled;
        }
        return node.isTextual() ? TextNode.valueOf(node.asText().replace("{hook}", program)) : node;
    }
}
