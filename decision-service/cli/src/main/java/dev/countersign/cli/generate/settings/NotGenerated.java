package dev.countersign.cli.generate.settings;

/** Nothing can be generated; the message is a sentence for people, with the place. */
public final class NotGenerated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotGenerated(String message) {
        super(message, null, false, false);
    }
}
