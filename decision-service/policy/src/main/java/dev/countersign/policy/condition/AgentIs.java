package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;

public record AgentIs(NamePatterns agents) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.proposer().agent().map(agents::surelyMatches).orElse(generous);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.AGENT, agents);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
