package dev.countersign.decision.bundle;

import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.NamePattern;
import java.util.Comparator;
import java.util.Locale;

/**
 * Where exactly one policy is in force.
 *
 * @param pattern of agents' names
 */
record Scope(PolicyLayer layer, String pattern) implements Comparable<Scope> {

    /** As {@link #toString} writes it. */
    static Scope parse(String text) {
        int blank = text.indexOf(' ');
        return new Scope(
                PolicyLayer.valueOf(text.substring(0, blank).toUpperCase(Locale.ROOT)),
                text.substring(blank + 1));
    }

    boolean covers(String agent) {
        return pattern.equals(agent) || new NamePattern(pattern).surelyMatches(agent);
    }

    /** Whether there could be an agent for whom both patterns are; in doubt there could. */
    boolean mayMeet(String other) {
        return new NamePattern(pattern).couldMatch(unknownWhereOpen(other));
    }

    /** How much of a name it says: an exact one most, a star nothing. */
    int says() {
        return pattern.indexOf('*') < 0
                ? Integer.MAX_VALUE
                : pattern.length() - (int) pattern.chars().filter(c -> c == '*').count();
    }

    private static String unknownWhereOpen(String pattern) {
        String text = pattern.replaceAll("\\[[^\\]]*]|\\\\.|[*?\\[\\]]", "" + Wild.ANYTHING);
        return text.isEmpty() ? pattern : text;
    }

    @Override
    public int compareTo(Scope other) {
        return Comparator.comparing(Scope::layer)
                .thenComparing(Scope::pattern)
                .compare(this, other);
    }

    /** For people: a repository's scope is its pattern alone. */
    String shown() {
        return layer == PolicyLayer.REPOSITORY ? pattern : this.toString();
    }

    @Override
    public String toString() {
        return layer + " " + pattern;
    }
}
