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
    INVALIDATED
}
