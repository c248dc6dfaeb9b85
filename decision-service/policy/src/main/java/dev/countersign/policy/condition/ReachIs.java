package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Reach;
import java.util.Set;

public record ReachIs(Set<Reach.How> hows) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return hows.contains(fact.reach().how());
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
