package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something that belongs into a settings file. */
public sealed interface Entry {
    /** Of the list, or of the key itself. */
    List<String> path();

    JsonNode value();

    /** An element of a list in which other people's elements may stand as well. */
    record Item(List<String> path, JsonNode value) implements Entry {}

    /** The value of a key. */
    record Setting(List<String> path, JsonNode value) implements Entry {}

    /** All that a part of a file says. */
    static List<Entry> of(JsonNode content) {
        return below(List.of(), content).toList();
    }

    private static Stream<Entry> below(List<String> path, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(one -> below(with(path, one.getKey()), one.getValue()));
        }
        var items = new ArrayList<Entry>();
        if (node.isArray()) {
            node.forEach(item -> items.add(new Item(path, item)));
        } else {
            items.add(new Setting(path, node));
        }
        return items.stream();
    }

    /** A path one step longer. */
    static List<String> with(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }
}
