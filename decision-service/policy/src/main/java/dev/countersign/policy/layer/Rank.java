package dev.countersign.policy.layer;

/** Where a policy stands among others, the highest first. */
public enum Rank {
    ORGANISATION(".agent-policy.organisation.yml"),
    TEAM(".agent-policy.team.yml"),
    REPOSITORY(".agent-policy.yml"),
    /** Of one folder beneath the root; a deeper one stands lower. */
    OVERRIDE(".agent-policy.override.yml");

    private final String fileName;

    Rank(String fileName) {
        this.fileName = fileName;
    }

    /** How a file of this rank is called, in the root folder or, for an override, in its own. */
    public String fileName() {
        return fileName;
    }
}
