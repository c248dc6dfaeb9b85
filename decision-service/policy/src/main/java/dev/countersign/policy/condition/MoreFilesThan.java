package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import java.util.Set;

public record MoreFilesThan(int most) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.facts().filesChanged() > most
                && fact instanceof Fact.FileAccess file
                && file.access().changes();
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.CHANGE, Set.of(""));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FILE);
    }
}
