package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * @param kinds the most specific kind that is asked for positively; a negation decides only when
 *     there is nothing else
 */
public record All(List<Condition> parts, Set<Kind> kinds) implements Condition {
    public All(List<Condition> parts) {
        this(
                parts,
                mostSpecific(parts.stream().filter(part -> !(part instanceof Not)))
                        .or(() -> mostSpecific(parts.stream()))
                        .orElse(Set.of(Kind.ANY)));
    }

    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        for (Condition part : parts) {
            if (!part.holds(fact, scene, generous)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Narrowing narrowing() {
        return new Narrowing.Every(parts.stream().map(Condition::narrowing).toList());
    }

    private static Optional<Set<Kind>> mostSpecific(Stream<Condition> parts) {
        return parts.map(Condition::kinds)
                .filter(kinds -> !kinds.contains(Kind.ANY))
                .min((one, other) -> first(one).compareTo(first(other)));
    }

    private static Kind first(Set<Kind> kinds) {
        return kinds.stream().min(Kind::compareTo).orElse(Kind.ANY);
    }

    @Override
    public Stream<PathPattern> paths() {
        return parts.stream().flatMap(Condition::paths);
    }
}
