package dev.countersign.policy.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as JSON would have it: texts, numbers, truth values, lists and maps. */
final class PlainValues {
    private PlainValues() {}

    static Map<String, Object> map(MappingNode node) {
        var map = new LinkedHashMap<String, Object>();
        for (NodeTuple tuple : node.getValue()) {
            Object value = value(tuple.getValueNode());
            if (tuple.getKeyNode() instanceof ScalarNode key && value != null) {
                map.put(key.getValue(), value);
            }
        }
        return map;
    }

    private static @Nullable Object value(Node node) {
        return switch (node) {
            case MappingNode mapping -> map(mapping);
            case SequenceNode sequence -> list(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> null;
        };
    }

    private static List<Object> list(SequenceNode node) {
        var list = new ArrayList<Object>();
        for (Node item : node.getValue()) {
            Object value = value(item);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }
}
