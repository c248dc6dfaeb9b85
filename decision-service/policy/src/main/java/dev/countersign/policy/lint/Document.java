package dev.countersign.policy.lint;

import dev.countersign.policy.language.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a policy that loads, as a tree whose parts know where they stand. */
final class Document {
    private final String name;
    private final String text;
    private final Optional<Node> root;

    Document(String name, String text) {
        this.name = name;
        this.text = text;
        this.root = new Compose(LoadSettings.builder().build()).composeString(text);
    }

    String text() {
        return text;
    }

    /** What stands under these keys from the top; the items of each list on the way. */
    Stream<Node> at(String... keys) {
        Stream<Node> found = root.stream();
        for (String key : keys) {
            found = found.flatMap(node -> value(node, key)).flatMap(Document::items);
        }
        return found;
    }

    /** A key at the top with what stands under it, where each key has its own lines. */
    Optional<NodeTuple> tuple(String key) {
        return root.stream()
                .filter(
                        node ->
                                node instanceof MappingNode top
                                        && top.getFlowStyle() == FlowStyle.BLOCK)
                .flatMap(node -> ((MappingNode) node).getValue().stream())
                .filter(tuple -> text(tuple.getKeyNode()).equals(Optional.of(key)))
                .findFirst();
    }

    /** What stands under this key, at any depth, as it is written. */
    Stream<Node> anywhere(String key) {
        return root.stream().flatMap(node -> anywhere(node, key));
    }

    private static Stream<Node> anywhere(Node node, String key) {
        Stream<Node> beneath = children(node).flatMap(child -> anywhere(child, key));
        return Stream.concat(value(node, key), beneath);
    }

    private static Stream<Node> children(Node node) {
        return switch (node) {
            case SequenceNode sequence -> sequence.getValue().stream();
            case MappingNode mapping ->
                    mapping.getValue().stream().map(tuple -> tuple.getValueNode());
            default -> Stream.empty();
        };
    }

    static Stream<Node> value(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> text(tuple.getKeyNode()).equals(Optional.of(key)))
                        .map(tuple -> tuple.getValueNode())
                : Stream.empty();
    }

    /** The keys of a mapping. */
    static List<Node> keys(Node node) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().map(tuple -> tuple.getKeyNode()).toList()
                : List.of();
    }

    /** A single value counts as a list of one, as everywhere in the language. */
    static Stream<Node> items(Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                : Stream.of(node);
    }

    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    Source source(Node node) {
        return new Source(
                name,
                node.getStartMark().map(Mark::getLine).orElse(0) + 1,
                node.getStartMark().map(Mark::getColumn).orElse(0) + 1);
    }

    /** The node that begins there and lies deepest. */
    Optional<Node> starting(Source source) {
        return root.stream()
                .flatMap(Document::all)
                .filter(node -> source(node).equals(source))
                .reduce((outer, inner) -> inner);
    }

    private static Stream<Node> all(Node node) {
        return Stream.concat(Stream.of(node), children(node).flatMap(Document::all));
    }

    /** The list that holds the node as an item. */
    Optional<SequenceNode> listOf(Node item) {
        return root.stream()
                .flatMap(Document::all)
                .filter(SequenceNode.class::isInstance)
                .map(SequenceNode.class::cast)
                .filter(list -> list.getValue().contains(item))
                .findFirst();
    }

    int start(Node node) {
        return offset(node.getStartMark());
    }

    int end(Node node) {
        return offset(node.getEndMark());
    }

    private int offset(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
    }
}
