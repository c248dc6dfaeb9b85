package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;

/** The agent is in one of these groups. */
public record GroupIs(NamePatterns groups) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return scene.proposer()
                .groups()
                .map(its -> its.stream().anyMatch(groups::surelyMatches))
                .orElse(generous);
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.GROUP, groups);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ANY);
    }
}
