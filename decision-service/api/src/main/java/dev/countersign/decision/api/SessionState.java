package dev.countersign.decision.api;

/** Where a session stands. Nothing leads out of {@link #KILLED}. */
public enum SessionState {
    ACTIVE,
    /** The agent said that it is over; a further call opens it again. */
    ENDED,
    /** Stopped: every further call is denied and the run is told to end. */
    KILLED
}
