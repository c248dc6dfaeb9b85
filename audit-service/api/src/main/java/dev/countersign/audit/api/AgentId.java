package dev.countersign.audit.api;

/** A registered agent. */
public record AgentId(String value) implements Identifier {

    static final String PREFIX = "agt_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code agt_}
     */
    public AgentId {
        Ids.require(PREFIX, value);
    }

    public static AgentId next() {
        return new AgentId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
