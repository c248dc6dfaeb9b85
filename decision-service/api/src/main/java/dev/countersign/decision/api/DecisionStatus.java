package dev.countersign.decision.api;

import java.util.Locale;

/** Whether people must still decide; written in lower case. */
public enum DecisionStatus {
    PENDING,
    FINAL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
