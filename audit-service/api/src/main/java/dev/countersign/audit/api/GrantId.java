package dev.countersign.audit.api;

/** A capped permission for similar calls. */
public record GrantId(String value) implements Identifier {

    static final String PREFIX = "grt_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code grt_}
     */
    public GrantId {
        Ids.require(PREFIX, value);
    }

    public static GrantId next() {
        return new GrantId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
