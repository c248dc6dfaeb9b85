package dev.countersign.policy.tool;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.history.History;
import dev.countersign.policy.shell.Shell;

/** The way in: one proposed tool call to the facts about what it would touch. */
public final class Analyser {
    private Analyser() {}

    /**
     * Derives the facts of an action. The same action always gives the same facts; nothing outside
     * the action and its session's history is looked at.
     *
     * <p>Never throws for anything that an agent can write: what is not understood is an opaque
     * fact.
     *
     * @param history what the calls that proceeded before have left behind in the session
     */
    public static Facts analyse(Action action, History history) {
        var gathering = new Gathering(history);
        if (Texts.allValid(action)) {
            examine(action, gathering);
        } else {
            gathering.add(new Fact.Opaque(Opacity.INVALID_TEXT, "", Reach.DIRECT));
        }
        return new Facts(
                action,
                Consequences.added(gathering.facts(), action),
                gathering.variables(),
                history,
                gathering.memory().notes());
    }

    private static void examine(Action action, Gathering gathering) {
        if (action.tool().equals("Bash")) {
            action.text("command")
                    .ifPresentOrElse(
                            command -> Shell.examine(command, action.cwd(), gathering),
                            () -> unexpected(gathering));
        } else if (action.tool().equals("PowerShell")) {
            action.text("command")
                    .ifPresentOrElse(
                            command -> Shell.examinePowerShell(command, action.cwd(), gathering),
                            () -> unexpected(gathering));
        } else if (action.tool().startsWith("mcp__")) {
            McpTool.examine(action, gathering);
        } else {
            OtherTools.examine(action, gathering);
        }
    }

    private static void unexpected(Gathering gathering) {
        gathering.add(new Fact.Opaque(Opacity.INPUT, "no command", Reach.DIRECT));
    }
}
