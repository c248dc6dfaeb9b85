package dev.countersign.policy.lint;

import dev.countersign.policy.language.Source;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes one text out of a list, with the comma or the line that belongs to it alone. */
final class Removal {
    private Removal() {}

    /** Empty where a comment would go as well, or the list would be left empty. */
    static Optional<Edit> of(Document document, Source source) {
        return document.starting(source)
                .filter(ScalarNode.class::isInstance)
                .flatMap(
                        item ->
                                document.listOf(item)
                                        .filter(list -> list.getValue().size() > 1)
                                        .flatMap(list -> of(document, list, item)));
    }

    static boolean isInFlow(Document document, Node item) {
        return document.listOf(item)
                .filter(list -> list.getFlowStyle() == FlowStyle.FLOW)
                .isPresent();
    }

    private static Optional<Edit> of(Document document, SequenceNode list, Node item) {
        Edit edit =
                list.getFlowStyle() == FlowStyle.FLOW
                        ? fromFlow(document, list.getValue(), item)
                        : line(document, item);
        String gone = document.text().substring(edit.from(), edit.to());
        return gone.contains("#") ? Optional.empty() : Optional.of(edit);
    }

    /** With what stands between it and its neighbour. */
    private static Edit fromFlow(Document document, List<Node> items, Node item) {
        int at = items.indexOf(item);
        return at == 0
                ? new Edit(document.start(item), document.start(items.get(1)), "")
                : new Edit(document.end(items.get(at - 1)), document.end(item), "");
    }

    private static Edit line(Document document, Node item) {
        String text = document.text();
        int from = text.lastIndexOf('\n', document.start(item)) + 1;
        int end = text.indexOf('\n', document.end(item));
        return new Edit(from, end < 0 ? text.length() : end + 1, "");
    }
}
