package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.Set;

public record Not(Condition inner) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return !inner.holds(fact, scene, !generous);
    }

    @Override
    public Set<Kind> kinds() {
        return inner.kinds();
    }
}
