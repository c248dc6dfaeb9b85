package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;

/** A pattern for names that have no segments: tools, tags, agents, branches, texts. */
public final class NamePattern {
    private final String source;
    private final Glob glob;

    public NamePattern(String source) {
        this.source = source;
        this.glob = Glob.name(source);
    }

    public String source() {
        return source;
    }

    public boolean couldMatch(String name) {
        return glob.couldMatch(name);
    }

    public boolean surelyMatches(String name) {
        return Wild.isLiteral(name) && glob.surelyMatches(name);
    }
}
