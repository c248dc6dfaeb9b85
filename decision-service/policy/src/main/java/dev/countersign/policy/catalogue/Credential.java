package dev.countersign.policy.catalogue;

import com.google.re2j.Pattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.NamePatterns;
import java.util.Optional;
import java.util.Set;

/**
 * A declared credential.
 *
 * @param variable the variable of the environment that holds it
 * @param pattern what it looks like
 * @param environments what it opens, such as {@code production}; empty when it does not say
 * @param issuedFor the agents that may use it; empty for all
 */
public record Credential(
        String id,
        Optional<NamePattern> variable,
        Optional<Pattern> pattern,
        Set<String> environments,
        NamePatterns issuedFor) {

    /** Whether it opens something, but nothing of this. */
    public boolean isOutside(Set<String> others) {
        return !others.isEmpty()
                && !environments.isEmpty()
                && environments.stream().noneMatch(others::contains);
    }

    public boolean isForAnyone() {
        return issuedFor.all().isEmpty();
    }
}
