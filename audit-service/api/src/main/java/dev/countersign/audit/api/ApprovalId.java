package dev.countersign.audit.api;

/** A held call in the approval queue. */
public record ApprovalId(String value) implements Identifier {

    static final String PREFIX = "apr_";

    /**
     * @throws IllegalArgumentException if the text is not of the form that {@link Identifier}
     *     describes with the prefix {@code apr_}
     */
    public ApprovalId {
        Ids.require(PREFIX, value);
    }

    public static ApprovalId next() {
        return new ApprovalId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
