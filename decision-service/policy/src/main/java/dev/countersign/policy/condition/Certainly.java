package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.match.PathPattern;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The strict reading also where matching restricts, and of no fact that is only possible: for what
 * nobody can lift afterwards.
 */
public record Certainly(Condition inner) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return fact.reach().how() != Reach.How.POSSIBLE && inner.holds(fact, scene, false);
    }

    @Override
    public Narrowing narrowing() {
        return inner.narrowing();
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
