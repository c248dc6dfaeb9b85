package dev.countersign.decision.api;

import java.util.Locale;

/** From the widest to the narrowest; a lower one may always restrict. Written in lower case. */
public enum PolicyLayer {
    ORGANISATION,
    TEAM,
    REPOSITORY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
