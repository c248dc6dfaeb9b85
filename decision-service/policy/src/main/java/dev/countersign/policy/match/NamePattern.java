package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.util.Optional;

/** A pattern for names that have no segments: tools, tags, agents, branches, texts. */
public final class NamePattern {
    private final String source;
    private final Glob glob;
    private final boolean plain;

    public NamePattern(String source) {
        this.source = source;
        this.glob = Glob.name(source);
        this.plain = source.chars().noneMatch(character -> "*?[\\".indexOf(character) >= 0);
    }

    public String source() {
        return source;
    }

    /** What every known name begins with that it matches. */
    public String beginning() {
        int end = 0;
        while (end < source.length() && "*?[\\".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return source.substring(0, end);
    }

    /** Whether it is a name alone, without a star, a question mark, a class or an escape. */
    public boolean isPlain() {
        return plain;
    }

    /** The shortest name that both match; the empty one does not count. */
    public Optional<String> shared(NamePattern other) {
        if (plain || other.plain) {
            String name = plain ? source : other.source;
            return couldMatch(name) && other.couldMatch(name)
                    ? Optional.of(name)
                    : Optional.empty();
        }
        return PatternLanguage.name(this).shared(PatternLanguage.name(other));
    }

    /**
     * Whether every name that the other one matches is matched.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    public boolean covers(NamePattern other) {
        if (other.plain) {
            return couldMatch(other.source);
        }
        return !plain && PatternLanguage.name(other).beyond(PatternLanguage.name(this)).isEmpty();
    }

    public boolean couldMatch(String name) {
        return plain && Wild.isLiteral(name) ? source.equals(name) : glob.couldMatch(name);
    }

    public boolean surelyMatches(String name) {
        return plain ? source.equals(name) : Wild.isLiteral(name) && glob.surelyMatches(name);
    }
}
