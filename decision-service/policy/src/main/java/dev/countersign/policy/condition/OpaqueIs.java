package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import java.util.Set;
import java.util.stream.Collectors;

public record OpaqueIs(Set<Opacity> reasons) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact, scene, Fact.Opaque.class, opaque -> reasons.contains(opaque.reason()));
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(
                Narrowing.Aspect.OPACITY,
                reasons.stream().map(Opacity::name).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.OPAQUE);
    }
}
