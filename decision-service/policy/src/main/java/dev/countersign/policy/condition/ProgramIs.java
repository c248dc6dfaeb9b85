package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;

public record ProgramIs(NamePatterns programs) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact,
                scene,
                Fact.Invocation.class,
                invocation ->
                        (generous || invocation.trusted())
                                && Condition.matches(programs, invocation.program(), generous));
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.named(Narrowing.Aspect.PROGRAM, programs);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.INVOCATION);
    }
}
