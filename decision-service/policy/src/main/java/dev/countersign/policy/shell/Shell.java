package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;

/** Bash text to facts. */
public final class Shell {
    private Shell() {}

    /**
     * Adds the facts of everything that the text would run. What cannot be read or is too large
     * adds an opaque fact; the facts found before stay.
     */
    public static void examine(String text, String cwd, Gathering gathering) {
        var environment = Environment.at(cwd, gathering.memory());
        walker(text, gathering).text(seen(text), environment, Reach.DIRECT, Flow.NONE);
        environment.leave();
    }

    /** As {@link #examine}, for text of PowerShell. */
    public static void examinePowerShell(String text, String cwd, Gathering gathering) {
        Walker walker = walker(text, gathering);
        Reach reach = Reach.DIRECT.of(gathering.newOrigin());
        var environment = Environment.at(cwd, gathering.memory());
        var invoker = new Invoker(walker, environment, reach, Flow.NONE);
        try {
            new PowerShellRun(invoker).examine(seen(text));
        } catch (Trouble trouble) {
            walker.opaque(trouble.reason(), "", reach);
        }
        environment.leave();
    }

    /** Adds the facts of statements that a database gets other than through a program. */
    public static void examineStatements(
            String text, String cwd, Gathering gathering, Reach reach) {
        var environment = Environment.at(cwd, gathering.memory());
        var invoker = new Invoker(walker(text, gathering), environment, reach, Flow.NONE);
        try {
            new Statements(invoker, "").examine(seen(text));
        } catch (Trouble trouble) {
            gathering.add(new Fact.Opaque(trouble.reason(), "", reach));
        }
    }

    private static Walker walker(String text, Gathering gathering) {
        if (text.length() > Budget.MOST_CHARACTERS) {
            gathering.add(new Fact.Opaque(Opacity.LIMIT, "", Reach.DIRECT));
        }
        return new Walker(gathering, new Budget());
    }

    private static String seen(String text) {
        return text.substring(0, Math.min(text.length(), Budget.MOST_CHARACTERS));
    }
}
