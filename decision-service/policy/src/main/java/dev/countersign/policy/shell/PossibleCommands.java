package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.List;

/**
 * Commands that a program may run because they stand among its words. Only what would be dangerous
 * is reported: words that merely resemble harmless commands are arguments.
 */
final class PossibleCommands {
    private static final int MOST_TRIALS = 8;

    private final Invoker invoker;
    private final String written;
    private int trials;

    PossibleCommands(Invoker invoker, String written) {
        this.invoker = invoker;
        this.written = written;
    }

    void among(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!Wild.isLiteral(word)) {
                continue;
            }
            if (isProgram(word)) {
                List<String> words = arguments.subList(i, arguments.size());
                trial(walker -> possible(walker).invoke(words));
            } else if (word.indexOf(' ') > 0) {
                within(word);
            }
        }
    }

    /** A text that is a command, or has one after words of its own: {@code shell rm -rf x}. */
    private void within(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', start);
            String first = text.substring(start, end < 0 ? text.length() : end);
            if (isProgram(first.replaceFirst("^[!:;|&(\\[{]+", ""))) {
                String rest = text.substring(start).replaceFirst("^[!:;|&(\\[{]+", "");
                trial(walker -> walker.text(rest, inner(), possible(walker).reach(), Flow.NONE));
            }
            start = end < 0 ? text.length() : end + 1;
        }
    }

    private static boolean isProgram(String word) {
        return Programs.isKnown(word.substring(word.lastIndexOf('/') + 1));
    }

    private Environment inner() {
        return invoker.environment().inner();
    }

    private Invoker possible(Walker walker) {
        return new Invoker(
                walker,
                inner(),
                invoker.reach().via(Reach.How.POSSIBLE, Wild.show(written)),
                invoker.in());
    }

    private void trial(java.util.function.Consumer<Walker> run) {
        if (++trials > MOST_TRIALS) {
            return;
        }
        List<Fact> facts = invoker.walker().onTrial(run);
        if (facts.stream().anyMatch(PossibleCommands::isDangerous)) {
            facts.forEach(invoker.walker().gathering()::add);
        }
    }

    private static boolean isDangerous(Fact fact) {
        return switch (fact) {
            case Fact.EffectTag tag -> true;
            case Fact.FileAccess file ->
                    file.access() == Access.DELETE_TREE || file.access() == Access.DELETE;
            case Fact.Opaque opaque -> opaque.reason() != Opacity.PARSE;
            case Fact.Egress egress -> true;
            case Fact.Invocation i -> false;
            case Fact.McpCall m -> false;
            case Fact.ToolUse t -> false;
            case Fact.ApiCall c -> true;
            case Fact.CredentialUse c -> true;
        };
    }
}
