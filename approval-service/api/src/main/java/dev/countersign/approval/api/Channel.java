package dev.countersign.approval.api;

import java.util.Locale;

/** Where a person saw the request and voted; written in lower case. */
public enum Channel {
    DASHBOARD,
    SLACK,
    API;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
