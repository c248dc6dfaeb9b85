package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import java.util.Set;

public record OpaqueIs(Set<Opacity> reasons) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.Opaque.class)
                .anyMatch(opaque -> reasons.contains(opaque.reason()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.OPAQUE);
    }
}
