package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;

/**
 * A command that stands in for a part of another program: its shell, its compiler, its connection.
 * The usual ones are known; a file of the project's own there is no everyday choice.
 */
final class StandIn {
    private static final WordTable VARIABLES = WordTable.of("variables");

    private final Invoker invoker;

    StandIn(Invoker invoker) {
        this.invoker = invoker;
    }

    void run(String text, String through) {
        invoker.shellText(text, through, invoker.environment().inner(), Flow.of(Flow.UNKNOWN));
        if (isStrange(text)) {
            Reach inside = invoker.reach().via(Reach.How.WRAPPED, through);
            invoker.walker().opaque(Opacity.SCRIPT, text, inside);
        }
    }

    /** Whether the command is a file outside the folders of the machine's programs. */
    static boolean isStrange(String text) {
        String first = text.strip().split("\\s", 2)[0];
        return Wild.isLiteral(first)
                && !Invoker.isInUsualPlace(first)
                && !VARIABLES.has("harmless", first.substring(first.lastIndexOf('/') + 1));
    }
}
