package dev.countersign.audit.api;

/** One run of an agent. */
public record SessionId(String value) implements Identifier {

    static final String PREFIX = "ses_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code ses_}
     */
    public SessionId {
        Ids.require(PREFIX, value);
    }

    public static SessionId next() {
        return new SessionId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
