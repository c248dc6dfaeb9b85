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
        boolean tooLong = text.length() > Budget.MOST_CHARACTERS;
        String seen = tooLong ? text.substring(0, Budget.MOST_CHARACTERS) : text;
        if (tooLong) {
            gathering.add(new Fact.Opaque(Opacity.LIMIT, "", Reach.DIRECT));
        }
        var walker = new Walker(gathering, new Budget());
        walker.text(seen, Environment.at(cwd), Reach.DIRECT, Flow.NONE);
    }
}
