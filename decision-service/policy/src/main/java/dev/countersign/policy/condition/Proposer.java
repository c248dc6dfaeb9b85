package dev.countersign.policy.condition;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who proposes an action, as far as the caller tells. What is not told counts as matched where
 * matching restricts.
 *
 * @param agent the agent's name
 * @param groups the groups that the agent is in
 * @param sessionAge how long ago its session began
 */
public record Proposer(
        Optional<String> agent, Optional<Set<String>> groups, Optional<Duration> sessionAge) {
    public static final Proposer UNKNOWN =
            new Proposer(Optional.empty(), Optional.empty(), Optional.empty());

    public Proposer named(String name) {
        return new Proposer(Optional.of(name), groups, sessionAge);
    }

    public Proposer since(Duration age) {
        return new Proposer(agent, groups, Optional.of(age));
    }

    public Proposer in(Set<String> itsGroups) {
        return new Proposer(agent, Optional.of(Set.copyOf(itsGroups)), sessionAge);
    }
}
