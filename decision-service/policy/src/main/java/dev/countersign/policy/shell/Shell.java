package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;

/** Bash text to facts. */
public final class Shell {
    private Shell() {}

    /** Adds the facts of everything that the text would run. */
    public static void examine(String text, String cwd, Gathering gathering) {
        gathering.add(new Fact.Opaque(Opacity.SHELL, "", Reach.DIRECT));
    }
}
