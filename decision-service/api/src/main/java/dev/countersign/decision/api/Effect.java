package dev.countersign.decision.api;

import java.util.Locale;

/** What the policy says about an action, weakest first; written in lower case. */
public enum Effect {
    ALLOW,
    WARN,
    REQUIRE_APPROVAL,
    DENY,
    KILL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
