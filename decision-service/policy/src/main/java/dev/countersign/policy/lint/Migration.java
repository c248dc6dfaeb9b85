package dev.countersign.policy.lint;

import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A policy file of an older version as one writes it today. It judges every action as before;
 * comments and layout stay.
 *
 * @param text the file afterwards; the same where nothing is old
 * @param steps what was rewritten, for people
 */
public record Migration(String text, List<String> steps) {
    private static final Pattern SCHEMA = Pattern.compile("(.*/v)[0-9.]+(\\.json)");
    private static final String HUMAN = "require_human_approval";

    /**
     * @throws PolicyErrors when the file does not load as it is
     */
    public static Migration of(String name, String yaml) {
        if (PolicyFile.read(name, yaml).version().equals(OldVersion.NEWEST)) {
            return new Migration(yaml, List.of());
        }
        Migration renamed = renamed(name, yaml);
        return moved(new Document(name, renamed.text()))
                .filter(text -> loads(name, text))
                .map(
                        text ->
                                new Migration(
                                        text,
                                        Stream.concat(
                                                        renamed.steps().stream(),
                                                        Stream.of(
                                                                HUMAN
                                                                        + " stands under constraints"))
                                                .toList()))
                .orElse(renamed);
    }

    private static boolean loads(String name, String text) {
        try {
            PolicyFile.read(name, text);
            return true;
        } catch (PolicyErrors refused) {
            return false;
        }
    }

    /** What is called differently. */
    private static Migration renamed(String name, String yaml) {
        var document = new Document(name, yaml);
        var edits = new ArrayList<Edit>();
        var steps = new ArrayList<String>();
        document.at("version")
                .forEach(
                        node -> {
                            edits.add(replaced(document, node, "\"" + OldVersion.NEWEST + "\""));
                            steps.add("version is " + OldVersion.NEWEST);
                        });
        document.at("schema_url")
                .filter(node -> SCHEMA.matcher(Document.text(node).orElse("")).matches())
                .forEach(
                        node -> {
                            String url =
                                    SCHEMA.matcher(Document.text(node).orElseThrow())
                                            .replaceFirst("$1" + OldVersion.NEWEST + "$2");
                            edits.add(replaced(document, node, "\"" + url + "\""));
                            steps.add("schema_url names " + OldVersion.NEWEST);
                        });
        document.anywhere("paths")
                .flatMap(paths -> Document.keys(paths).stream())
                .filter(key -> Document.text(key).equals(Optional.of("all")))
                .forEach(
                        key -> {
                            edits.add(replaced(document, key, "all_within"));
                            steps.add("paths.all is called all_within");
                        });
        return new Migration(applied(yaml, edits), steps.stream().distinct().toList());
    }

    private static Edit replaced(Document document, Node node, String text) {
        return new Edit(document.start(node), document.end(node), text);
    }

    private static String applied(String text, List<Edit> edits) {
        var changed = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).reversed())
                .forEach(edit -> changed.replace(edit.from(), edit.to(), edit.text()));
        return changed.toString();
    }

    /** The list that a human must agree to, moved; empty where it is written too tightly. */
    private static Optional<String> moved(Document document) {
        return document.tuple(HUMAN)
                .flatMap(
                        list ->
                                document.tuple("constraints")
                                        .map(constraints -> joined(document, list, constraints))
                                        .orElseGet(() -> Optional.of(wrapped(document, list))));
    }

    /** Everything from the key's line to the line before the next one goes one step in. */
    private static String wrapped(Document document, NodeTuple list) {
        String text = document.text();
        Block block = Block.of(document, list);
        return text.substring(0, block.from())
                + "constraints:\n"
                + block.indented(text, "  ")
                + text.substring(block.to());
    }

    private static Optional<String> joined(
            Document document, NodeTuple list, NodeTuple constraints) {
        boolean taken =
                Document.keys(constraints.getValueNode()).stream()
                        .anyMatch(key -> Document.text(key).equals(Optional.of(HUMAN)));
        if (taken || !Block.isBlock(constraints.getValueNode())) {
            return Optional.empty();
        }
        Block moving = Block.of(document, list);
        Block into = Block.of(document, constraints);
        String text = document.text();
        String moved = moving.indented(text, into.indentation(document, constraints));
        return Optional.of(
                moving.from() < into.from()
                        ? text.substring(0, moving.from())
                                + text.substring(moving.to(), into.to())
                                + moved
                                + text.substring(into.to())
                        : text.substring(0, into.to())
                                + moved
                                + text.substring(into.to(), moving.from())
                                + text.substring(moving.to()));
    }

    /** Whole lines of a file. */
    private record Block(int from, int to) {

        static Block of(Document document, NodeTuple tuple) {
            String text = document.text();
            int from = text.lastIndexOf('\n', document.start(tuple.getKeyNode())) + 1;
            int end = document.end(last(tuple.getValueNode()));
            int to = text.indexOf('\n', Math.max(end - 1, from));
            return new Block(from, to < 0 ? text.length() : to + 1);
        }

        /** The end of a block is where the next begins; that of its last scalar is not. */
        private static Node last(Node node) {
            if (node instanceof MappingNode mapping && isBlock(node)) {
                return last(mapping.getValue().getLast().getValueNode());
            }
            return node instanceof SequenceNode list && isBlock(node)
                    ? last(list.getValue().getLast())
                    : node;
        }

        static boolean isBlock(Node node) {
            return switch (node) {
                case MappingNode mapping -> mapping.getFlowStyle() == FlowStyle.BLOCK;
                case SequenceNode list -> list.getFlowStyle() == FlowStyle.BLOCK;
                default -> false;
            };
        }

        String indented(String text, String by) {
            String whole = text.substring(from, to);
            String lines = whole.endsWith("\n") ? whole : whole + "\n";
            return lines.lines()
                    .map(line -> line.isBlank() ? line + "\n" : by + line + "\n")
                    .reduce("", String::concat);
        }

        String indentation(Document document, NodeTuple tuple) {
            Node first = ((MappingNode) tuple.getValueNode()).getValue().getFirst().getKeyNode();
            return " ".repeat(document.source(first).column() - 1);
        }
    }
}
