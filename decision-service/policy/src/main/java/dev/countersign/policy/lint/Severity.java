package dev.countersign.policy.lint;

import java.util.Locale;

/** How much a finding matters, the gravest first. */
public enum Severity {
    /** The policy cannot be used, or a recorded action breaks it. */
    ERROR,
    /** It does something else than its author most likely means. */
    WARNING,
    /** Good to know; nothing need be done. */
    NOTE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
