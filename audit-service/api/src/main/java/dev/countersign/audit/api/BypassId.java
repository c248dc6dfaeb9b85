package dev.countersign.audit.api;

/** An emergency bypass. */
public record BypassId(String value) implements Identifier {

    static final String PREFIX = "byp_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code byp_}
     */
    public BypassId {
        Ids.require(PREFIX, value);
    }

    public static BypassId next() {
        return new BypassId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
