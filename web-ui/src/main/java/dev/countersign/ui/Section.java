package dev.countersign.ui;

import java.util.Set;

/** A part of the dashboard, as the navigation lists it. */
public enum Section {
    APPROVALS("Approvals", "/approvals", "inbox"),
    BYPASSES("Bypasses", "/bypasses", "siren"),
    POLICIES("Policies", "/policies", "scale"),
    EVENTS("Events", "/events", "scroll-text"),
    AGENTS("Agents", "/agents", "bot"),
    /** A page outside of the navigation. */
    ELSEWHERE("", "", "");

    static final Set<String> ROLES_OF_PEOPLE =
            Set.of(
                    "developer",
                    "approver",
                    "security-reviewer",
                    "on-call",
                    "auditor",
                    "policy-admin",
                    "agent-admin");

    private static final Set<String> READERS_OF_POLICIES =
            Set.of(
                    "developer",
                    "approver",
                    "security-reviewer",
                    "on-call",
                    "auditor",
                    "policy-admin");

    private final String label;
    private final String address;
    private final String icon;

    Section(String label, String address, String icon) {
        this.label = label;
        this.address = address;
        this.icon = icon;
    }

    public String label() {
        return label;
    }

    public String address() {
        return address;
    }

    public String icon() {
        return icon;
    }

    boolean isFor(Set<String> roles) {
        return switch (this) {
            case APPROVALS, BYPASSES, EVENTS -> true;
            case POLICIES -> READERS_OF_POLICIES.stream().anyMatch(roles::contains);
            case AGENTS -> roles.contains("agent-admin");
            case ELSEWHERE -> false;
        };
    }
}
