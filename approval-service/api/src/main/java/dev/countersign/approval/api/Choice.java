package dev.countersign.approval.api;

import java.util.Locale;

/** What a person votes; written in lower case. */
public enum Choice {
    APPROVE,
    DENY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
