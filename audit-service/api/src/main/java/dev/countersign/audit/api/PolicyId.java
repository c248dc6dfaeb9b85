package dev.countersign.audit.api;

/** One uploaded policy. */
public record PolicyId(String value) implements Identifier {

    static final String PREFIX = "pol_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code pol_}
     */
    public PolicyId {
        Ids.require(PREFIX, value);
    }

    public static PolicyId next() {
        return new PolicyId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
