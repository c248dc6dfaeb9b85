package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;

public record ToolIs(NamePatterns tools) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.matches(tools, scene.facts().action().tool(), generous);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.TOOL, tools);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
