package dev.countersign.policy.shell;

/**
 * A part that may or may not run: inside it its assignments hold, afterwards nobody knows whether
 * they happened.
 */
final class Possibly {
    private final Environment environment;
    private final Environment before;

    Possibly(Environment environment) {
        this.environment = environment;
        this.before = environment.inner();
    }

    void run(Runnable part) {
        environment.doubtfully(
                () -> {
                    part.run();
                    return environment;
                });
        forget();
    }

    void forget() {
        environment.forgetChangesSince(before);
    }
}
