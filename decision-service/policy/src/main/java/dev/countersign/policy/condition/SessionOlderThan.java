package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.time.Duration;
import java.util.Set;

public record SessionOlderThan(Duration most) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.proposer().sessionAge().map(age -> age.compareTo(most) >= 0).orElse(generous);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
