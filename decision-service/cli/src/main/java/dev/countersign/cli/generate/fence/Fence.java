package dev.countersign.cli.generate.fence;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.cli.generate.settings.Entry;
import dev.countersign.cli.readiness.AgentProduct;
import java.util.List;

/** How a product is told what it shall refuse by itself, beside the hook. */
public sealed interface Fence permits ClaudeCodeFence, CodexFence, CursorFence, Fence.None {

    static Fence of(AgentProduct product) {
        return switch (product.writes().fence().form()) {
            case "claude-code" -> new ClaudeCodeFence();
            case "codex" -> new CodexFence();
            case "cursor" -> new CursorFence();
            case "none" -> new None(product.title());
            default -> throw new IllegalStateException("no such form of a fence");
        };
    }

    /**
     * @param root of the project, for samples
     */
    Spelled spelled(Denial denial, String root);

    /** What belongs into its file for these lines. */
    Content content(List<String> lines);

    /** A product whose form is not known for certain. */
    record None(String product) implements Fence {
        @Override
        public Spelled spelled(Denial denial, String root) {
            return new Spelled.Impossible(
                    "in what form " + product + " takes denials is not known for certain");
        }

        @Override
        public Content content(List<String> lines) {
            return Content.Part.NONE;
        }
    }

    /** Lines in a list of texts. */
    static Content listed(List<String> path, List<String> lines) {
        return Content.Part.of(
                lines.stream()
                        .<Entry>map(line -> new Entry.Item(path, TextNode.valueOf(line)))
                        .toList());
    }
}
