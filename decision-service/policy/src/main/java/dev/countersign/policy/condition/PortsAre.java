package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.Set;

public record PortsAre(Set<Integer> ports) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.Egress.class)
                .anyMatch(
                        egress ->
                                egress.port().isPresent()
                                        ? ports.contains(egress.port().getAsInt())
                                        : generous);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EGRESS);
    }
}
