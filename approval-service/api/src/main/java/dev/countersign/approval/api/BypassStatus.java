package dev.countersign.approval.api;

/** Where an emergency bypass stands. */
public enum BypassStatus {
    REQUESTED,
    ACTIVE,
    DENIED,
    /** Nobody voted in time. */
    LAPSED,
    /** Its hard end came. */
    EXPIRED,
    REVOKED
}
