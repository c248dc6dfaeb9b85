package dev.countersign.cli.generate.fence;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.countersign.cli.generate.fence.Spelled.Impossible;
import dev.countersign.cli.generate.fence.Spelled.Line;
import dev.countersign.cli.generate.fence.Spelled.Written;
import dev.countersign.cli.generate.settings.Content;
import java.util.List;
import java.util.stream.Collectors;

/** The rules of Codex: what the words of a command begin with. They fill a file of their own. */
record CodexFence() implements Fence {

    private static final String HEAD =
            Content.Whole.SIGN + " from the policy of this folder; edit that.\n";

    @Override
    public Content content(List<String> lines) {
        return new Content.Whole(lines.isEmpty() ? "" : HEAD + String.join("\n", lines) + "\n");
    }

    @Override
    public Spelled spelled(Denial denial, String root) {
        return switch (denial) {
            case Denial.Command command -> command(CommandWords.of(command.pattern()), root);
            case Denial.Files files -> new Impossible("its rules know commands, not files");
            case Denial.Host host -> new Impossible("its rules know commands, not hosts");
            case Denial.McpTool tool -> new Impossible("its rules know commands, not such tools");
        };
    }

    private static Spelled command(CommandWords words, String root) {
        return words.isPlain()
                ? new Written(
                        List.of(new Line(rule(words), words.samples(root))),
                        "options in another order, a path before the program, the command inside"
                                + " another one")
                : new Impossible("its rules compare whole words, without stars");
    }

    private static String rule(CommandWords words) {
        String quoted =
                words.words().stream()
                        .map(word -> TextNode.valueOf(word).toString())
                        .collect(Collectors.joining(", "));
        return "prefix_rule(pattern = [" + quoted + "], decision = \"forbidden\")";
    }
}
