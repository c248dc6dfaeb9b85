package dev.countersign.cli.generate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * JSON as people write it: two spaces or what the file around it uses, short lists of texts in one
 * line.
 */
final class PlainJson {
    private final String unit;
    private final String newline;

    PlainJson(String unit, String newline) {
        this.unit = unit;
        this.newline = newline;
    }

    /**
     * @param indent of the line that it begins in
     */
    String of(JsonNode value, String indent) {
        if (value.isEmpty() || value.isArray() && holdsNoContainer(value)) {
            return line(value);
        }
        String inner = indent + unit;
        String body =
                value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(item -> inner + of(item, inner))
                                .collect(Collectors.joining("," + newline))
                        : value.properties().stream()
                                .map(one -> inner + key(one.getKey()) + of(one.getValue(), inner))
                                .collect(Collectors.joining("," + newline));
        String open = value.isArray() ? "[" : "{";
        String close = value.isArray() ? "]" : "}";
        return open + newline + body + newline + indent + close;
    }

    private static boolean holdsNoContainer(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .noneMatch(JsonNode::isContainerNode);
    }

    /** All in one line. */
    static String line(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(PlainJson::line)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isObject()
                ? value.properties().stream()
                        .map(one -> key(one.getKey()) + line(one.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"))
                : value.toString();
    }

    static String key(String name) {
        return TextNode.valueOf(name) + ": ";
    }
}
