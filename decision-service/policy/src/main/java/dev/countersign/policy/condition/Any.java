package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

public record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return parts.stream().anyMatch(part -> part.holds(fact, scene, generous));
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
