package dev.countersign.policy.shell;

import java.util.function.Supplier;

/** A body that may run again with what its own first run left behind. */
final class Repetition {
    private final Environment environment;

    Repetition(Environment environment) {
        this.environment = environment;
    }

    /** Runs the body, and once more with nothing known of the variables that it changed. */
    String run(Supplier<String> body) {
        Environment before = environment.inner();
        environment.beginRepeating();
        String output = body.get();
        String last = environment.forgetChangesSince(before) ? body.get() : output;
        environment.endRepeating();
        return last;
    }
}
