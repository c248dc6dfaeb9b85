package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        for (Condition part : parts) {
            if (part.holds(fact, scene, generous)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Stream<PathPattern> paths() {
        return parts.stream().flatMap(Condition::paths);
    }

    @Override
    public Narrowing narrowing() {
        return new Narrowing.Either(parts.stream().map(Condition::narrowing).toList());
    }

    @Override
    public Set<Kind> kinds() {
        return parts.stream()
                .flatMap(part -> part.kinds().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
