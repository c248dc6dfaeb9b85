package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.CommandPattern;
import java.util.List;
import java.util.Set;

public record CommandIs(List<CommandPattern> commands) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.Invocation.class)
                .anyMatch(
                        invocation ->
                                commands.stream()
                                        .anyMatch(
                                                pattern ->
                                                        generous
                                                                ? pattern.couldMatch(invocation)
                                                                : pattern.surelyMatches(
                                                                        invocation)));
    }

    @Override
    public Narrowing narrowing() {
        return Narrowing.ofPrograms(commands.stream().map(CommandPattern::program).toList());
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.INVOCATION);
    }
}
