package dev.countersign.policy.evaluate;

import dev.countersign.policy.condition.Narrowing;
import dev.countersign.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many rules need each name and each pattern, so that a rule is looked for by what it shares
 * with the fewest others.
 */
final class Census {
    private static final Set<String> EVERYWHERE = Set.of("**", "*", "**/*");

    private final Map<Object, Integer> counts = new HashMap<>();

    Census(List<Narrowing> needed) {
        needed.forEach(
                narrowing -> {
                    var asked = new HashSet<>();
                    gather(narrowing, asked);
                    asked.forEach(one -> counts.merge(one, 1, Integer::sum));
                });
    }

    /**
     * What to look for: the rule cannot speak of a fact that has none of it.
     *
     * @param weight by how many rules it is shared
     */
    record Sought(Set<Narrowing.Name> names, List<PathPattern> paths, long weight) {
        Sought and(Sought other) {
            var both = new HashSet<>(names);
            both.addAll(other.names);
            var all = new ArrayList<>(paths);
            all.addAll(other.paths);
            return new Sought(both, all, weight + other.weight);
        }
    }

    private static void gather(Narrowing narrowing, Set<Object> into) {
        switch (narrowing) {
            case Narrowing.Paths paths ->
                    paths.patterns().forEach(pattern -> into.add(pattern.source()));
            case Narrowing.Names names -> into.addAll(names.names());
            case Narrowing.Every every -> every.parts().forEach(part -> gather(part, into));
            case Narrowing.Either either -> either.parts().forEach(part -> gather(part, into));
            case Narrowing.None none -> {}
        }
    }

    /** Empty when there is nothing that the rule certainly needs. */
    Optional<Sought> rarest(Narrowing narrowing) {
        return switch (narrowing) {
            case Narrowing.Paths paths -> Optional.of(sought(paths));
            case Narrowing.Names names ->
                    Optional.of(new Sought(names.names(), List.of(), weight(names.names())));
            case Narrowing.Every every ->
                    every.parts().stream()
                            .flatMap(part -> rarest(part).stream())
                            .min(Comparator.comparingLong(Sought::weight));
            case Narrowing.Either either -> either(either.parts());
            case Narrowing.None none -> Optional.empty();
        };
    }

    private Optional<Sought> either(List<Narrowing> parts) {
        List<Optional<Sought>> each = parts.stream().map(this::rarest).toList();
        return each.stream().allMatch(Optional::isPresent)
                ? each.stream()
                        .map(Optional::get)
                        .reduce(Sought::and)
                        .or(() -> Optional.of(new Sought(Set.of(), List.of(), 0)))
                : Optional.empty();
    }

    private Sought sought(Narrowing.Paths paths) {
        Set<Object> sources = new HashSet<>();
        gather(paths, sources);
        boolean everywhere = sources.stream().anyMatch(EVERYWHERE::contains);
        return new Sought(
                Set.of(), paths.patterns(), everywhere ? Integer.MAX_VALUE : weight(sources));
    }

    private long weight(Set<?> asked) {
        return asked.stream().mapToLong(one -> counts.getOrDefault(one, 0)).sum();
    }
}
