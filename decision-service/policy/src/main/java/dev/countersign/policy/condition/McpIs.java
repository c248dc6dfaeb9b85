package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.NamePatterns;
import java.util.List;
import java.util.Set;

/**
 * @param arguments all of them must be so
 */
public record McpIs(NamePatterns servers, NamePatterns tools, List<ArgumentIs> arguments)
        implements Condition {
    public McpIs(NamePatterns servers, NamePatterns tools) {
        this(servers, tools, List.of());
    }

    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact,
                scene,
                Fact.McpCall.class,
                call ->
                        Condition.matches(servers, call.server(), generous)
                                && Condition.matches(tools, call.tool(), generous)
                                && arguments.stream()
                                        .allMatch(one -> one.holds(call.arguments(), generous)));
    }

    @Override
    public Narrowing narrowing() {
        return new Narrowing.Every(
                List.of(
                        Narrowing.named(Narrowing.Aspect.MCP_TOOL, tools),
                        Narrowing.named(Narrowing.Aspect.MCP_SERVER, servers)));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.MCP);
    }
}
