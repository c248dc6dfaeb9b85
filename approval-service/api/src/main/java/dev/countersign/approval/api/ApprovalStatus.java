package dev.countersign.approval.api;

/** Where a held call stands. Once it is not {@link #PENDING} no vote counts any more. */
public enum ApprovalStatus {
    PENDING,
    APPROVED,
    DENIED,
    EXPIRED,
    CANCELLED,
    /** Spent on the one call it was given for. */
    CONSUMED,
    /** Approved, but nobody came for it in time. */
    LAPSED,
    /** Approved, but the policy or its approvers no longer agree. */
    INVALIDATED;

    /** The one place that says what may follow what. */
    public boolean mayBecome(ApprovalStatus next) {
        return switch (this) {
            case PENDING ->
                    switch (next) {
                        case APPROVED, DENIED, EXPIRED, CANCELLED -> true;
                        case PENDING, CONSUMED, LAPSED, INVALIDATED -> false;
                    };
            case APPROVED ->
                    switch (next) {
                        case CONSUMED, LAPSED, INVALIDATED -> true;
                        case PENDING, APPROVED, DENIED, EXPIRED, CANCELLED -> false;
                    };
            case DENIED, EXPIRED, CANCELLED, CONSUMED, LAPSED, INVALIDATED -> false;
        };
    }
}
