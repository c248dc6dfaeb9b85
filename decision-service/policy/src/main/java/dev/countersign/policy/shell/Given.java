package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import java.util.Optional;

/** The content of a file as far as this line itself says it: written here, or on the input. */
final class Given {
    private final Call call;

    Given(Call call) {
        this.call = call;
    }

    Optional<String> text(String file) {
        if (file.equals("-") || file.equals("/dev/stdin")) {
            return call.in().given() ? Optional.of(call.in().text()) : Optional.empty();
        }
        if (ProcessFile.is(file)) {
            return Optional.of(ProcessFile.output(file));
        }
        return call.environment().textOf(Place.resolve(file, call.environment().cwd()));
    }
}
