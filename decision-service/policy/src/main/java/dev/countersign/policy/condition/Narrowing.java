package dev.countersign.policy.condition;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a condition certainly needs, in either reading, so that rules can be found instead of tried
 * one after another. In the order in which they leave the fewest rules over.
 */
public sealed interface Narrowing {
    /** One of these patterns could speak of a place that the fact touches. */
    record Paths(List<PathPattern> patterns) implements Narrowing {}

    /** The fact connects to one of these. */
    record Hosts(List<HostPattern> patterns) implements Narrowing {}

    /** One of these programs is run. */
    record Programs(Set<String> names) implements Narrowing {}

    /** The fact has one of these effects. */
    record Effects(Set<Tag> tags) implements Narrowing {}

    /** It needs nothing of the kind. */
    record None() implements Narrowing {}

    /** Names alone can be looked up; a pattern with a star or a folder cannot. */
    static Narrowing ofPrograms(List<NamePattern> programs) {
        return programs.stream().allMatch(name -> name.isPlain() && !name.source().contains("/"))
                ? new Programs(
                        programs.stream()
                                .map(NamePattern::source)
                                .collect(Collectors.toUnmodifiableSet()))
                : new None();
    }

    /** The one that leaves fewer rules over. */
    default Narrowing or(Narrowing other) {
        return rank() <= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case Paths paths -> 0;
            case Hosts hosts -> 1;
            case Programs programs -> 2;
            case Effects effects -> 3;
            case None none -> 4;
        };
    }
}
