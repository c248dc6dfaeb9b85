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
    REVOKED;

    /** The one place that says what may follow what. */
    public boolean mayBecome(BypassStatus next) {
        return switch (this) {
            case REQUESTED ->
                    switch (next) {
                        case ACTIVE, DENIED, LAPSED, REVOKED -> true;
                        case REQUESTED, EXPIRED -> false;
                    };
            case ACTIVE ->
                    switch (next) {
                        case EXPIRED, REVOKED -> true;
                        case REQUESTED, ACTIVE, DENIED, LAPSED -> false;
                    };
            case DENIED, LAPSED, EXPIRED, REVOKED -> false;
        };
    }
}
