package dev.countersign.decision.api;

import java.util.Locale;

/** What becomes of the call; written in lower case. */
public enum Outcome {
    PROCEED,
    BLOCK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
