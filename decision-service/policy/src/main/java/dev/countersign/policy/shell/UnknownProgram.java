package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import java.util.List;

/**
 * A program without a table. It may be a script of the project, or a wrapper nobody has heard of: a
 * dangerous invocation among its arguments counts as possible.
 */
final class UnknownProgram {
    private final Invoker invoker;

    UnknownProgram(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String written, List<String> arguments) {
        if (written.indexOf('/') >= 0) {
            Place place = Place.of(written, invoker.environment().cwd());
            new Scripts(invoker).run(place, arguments);
        }
        new PossibleCommands(invoker, written).among(arguments);
    }
}
