package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.PathPattern;
import java.util.Set;
import java.util.stream.Stream;

public record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return !inner.holds(fact, scene, !generous);
    }

    @Override
    public Stream<PathPattern> paths() {
        return inner.paths();
    }

    @Override
    public Set<Kind> kinds() {
        return inner.kinds();
    }
}
