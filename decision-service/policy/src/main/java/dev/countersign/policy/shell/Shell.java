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
        var walker = new Walker(gathering, new Budget());
        walker.text(seen(text, gathering), Environment.at(cwd), Reach.DIRECT, Flow.NONE);
    }

    /** As {@link #examine}, for text of PowerShell. */
    public static void examinePowerShell(String text, String cwd, Gathering gathering) {
        var walker = new Walker(gathering, new Budget());
        Reach reach = Reach.DIRECT.of(gathering.newOrigin());
        var invoker = new Invoker(walker, Environment.at(cwd), reach, Flow.NONE);
        try {
            new PowerShellRun(invoker).examine(seen(text, gathering));
        } catch (Trouble trouble) {
            walker.opaque(trouble.reason(), "", reach);
        }
    }

    private static String seen(String text, Gathering gathering) {
        boolean tooLong = text.length() > Budget.MOST_CHARACTERS;
        if (tooLong) {
            gathering.add(new Fact.Opaque(Opacity.LIMIT, "", Reach.DIRECT));
        }
        return tooLong ? text.substring(0, Budget.MOST_CHARACTERS) : text;
    }
}
