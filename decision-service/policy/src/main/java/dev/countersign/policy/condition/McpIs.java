package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.Set;

public record McpIs(NamePatterns servers, NamePatterns tools) implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.related(fact, scene, Fact.McpCall.class)
                .anyMatch(
                        call ->
                                Condition.matches(servers, call.server(), generous)
                                        && Condition.matches(tools, call.tool(), generous));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.MCP);
    }
}
