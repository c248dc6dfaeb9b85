package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.Set;
import java.util.stream.Collectors;

public record PortsAre(Set<Integer> ports) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact,
                scene,
                Fact.Egress.class,
                egress ->
                        egress.port().isPresent()
                                ? ports.contains(egress.port().getAsInt())
                                : generous);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(
                Narrowing.Aspect.PORT,
                ports.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EGRESS);
    }
}
