package dev.countersign.cli;

/** What was given cannot be used; the message is shown as it is, and the exit status is 2. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message, null, false, false);
    }
}
