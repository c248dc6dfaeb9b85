package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Programs;
import java.util.List;

/**
 * A program without a table. It may be a script of the project, or a wrapper nobody has heard of: a
 * dangerous invocation among its arguments counts as possible.
 */
final class UnknownProgram {
    private static final int MOST_TRIALS = 6;

    private final Invoker invoker;

    UnknownProgram(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String written, List<String> arguments) {
        if (written.indexOf('/') >= 0) {
            file(written);
        }
        int trials = 0;
        for (int i = 0; i < arguments.size() && trials < MOST_TRIALS; i++) {
            String word = arguments.get(i);
            if (!Wild.isLiteral(word)) {
                continue;
            }
            int at = i;
            if (Programs.isKnown(word.substring(word.lastIndexOf('/') + 1))) {
                trials++;
                trial(
                        walker ->
                                possible(walker, written)
                                        .invoke(arguments.subList(at, arguments.size())));
            } else if (word.indexOf(' ') > 0
                    && Programs.isKnown(word.substring(0, word.indexOf(' ')))) {
                trials++;
                trial(
                        walker ->
                                walker.text(
                                        word,
                                        invoker.environment().inner(),
                                        possible(walker, written).reach(),
                                        Flow.NONE));
            }
        }
    }

    private Invoker possible(Walker walker, String written) {
        return new Invoker(
                walker,
                invoker.environment().inner(),
                invoker.reach().via(Reach.How.POSSIBLE, Wild.show(written)),
                invoker.in());
    }

    /**
     * Only what would be dangerous is kept: words that merely resemble harmless commands are
     * arguments.
     */
    private void trial(java.util.function.Consumer<Walker> run) {
        List<Fact> facts = invoker.walker().onTrial(run);
        boolean dangerous = facts.stream().anyMatch(UnknownProgram::isDangerous);
        if (dangerous) {
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
        };
    }

    private void file(String written) {
        Place place = Place.of(written, invoker.environment().cwd());
        new Scripts(invoker).run(place, List.of());
    }
}
