package dev.countersign.policy.condition;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import java.util.Set;

public record AccessIs(Set<Access> accesses) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact, scene, Fact.FileAccess.class, file -> accesses.contains(file.access()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.FILE);
    }
}
