package dev.countersign.cli.terminal;

/** What was given cannot be used; the message is shown as it is, and the exit status is 2. */
public final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unusable(String message) {
        super(message, null, false, false);
    }
}
