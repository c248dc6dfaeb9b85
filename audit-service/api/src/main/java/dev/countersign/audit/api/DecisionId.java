package dev.countersign.audit.api;

/** One decided call; also ties together every event of that call. */
public record DecisionId(String value) implements Identifier {

    static final String PREFIX = "dec_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code dec_}
     */
    public DecisionId {
        Ids.require(PREFIX, value);
    }

    public static DecisionId next() {
        return new DecisionId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
