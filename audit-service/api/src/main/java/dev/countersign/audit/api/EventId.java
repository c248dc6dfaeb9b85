package dev.countersign.audit.api;

/** One audit record. */
public record EventId(String value) implements Identifier {

    static final String PREFIX = "evt_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code evt_}
     */
    public EventId {
        Ids.require(PREFIX, value);
    }

    public static EventId next() {
        return new EventId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
