package dev.countersign.policy.lint;

import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.CommandIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.Condition.Kind;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.McpIs;
import dev.countersign.policy.condition.OpaqueIs;
import dev.countersign.policy.condition.ProgramIs;
import dev.countersign.policy.condition.ReachIs;
import dev.countersign.policy.condition.ToolIs;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Conditions of one rule that no fact can fulfil together. */
final class Contradictions {
    private static final Set<String> SHELLS = Set.of("Bash", "PowerShell");

    private final Policy policy;

    Contradictions(Policy policy) {
        this.policy = policy;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (Rule rule : Linter.own(policy).toList()) {
            contradiction(rule)
                    .ifPresent(
                            why ->
                                    findings.add(
                                            new Finding(
                                                    Check.NEVER_MATCHES,
                                                    rule.source(),
                                                    rule.id() + ": " + why)));
        }
        return findings;
    }

    private static Optional<String> contradiction(Rule rule) {
        List<Condition> parts = Samples.parts(rule.match()).toList();
        Set<Kind> kinds = rule.match().kinds();
        if (kinds.equals(Set.of(Kind.EFFECT))
                && nothingLeft(parts, EffectIs.class, EffectIs::tags)) {
            return Optional.of("no fact has two effects");
        }
        if (nothingLeft(parts, ReachIs.class, ReachIs::hows)) {
            return Optional.of("no fact is reached in two ways");
        }
        if (kinds.equals(Set.of(Kind.FILE))
                && nothingLeft(parts, AccessIs.class, AccessIs::accesses)) {
            return Optional.of("nothing is done to a file in two ways at once");
        }
        if (kinds.equals(Set.of(Kind.OPAQUE))
                && nothingLeft(parts, OpaqueIs.class, OpaqueIs::reasons)) {
            return Optional.of("no part is not understood for two reasons");
        }
        return toolsContradict(parts)
                .or(
                        () ->
                                has(parts, McpIs.class) && runsPrograms(parts)
                                        ? Optional.of("a tool of an MCP server runs no command")
                                        : Optional.empty());
    }

    private static <C extends Condition, V> boolean nothingLeft(
            List<Condition> parts, Class<C> kind, Function<C, Set<V>> values) {
        List<Set<V>> asked =
                parts.stream().filter(kind::isInstance).map(kind::cast).map(values).toList();
        if (asked.size() < 2) {
            return false;
        }
        var left = new HashSet<>(asked.getFirst());
        asked.forEach(left::retainAll);
        return left.isEmpty();
    }

    /** Names without stars alone are compared. */
    private static Optional<String> toolsContradict(List<Condition> parts) {
        List<NamePattern> tools =
                parts.stream()
                        .filter(ToolIs.class::isInstance)
                        .flatMap(part -> ((ToolIs) part).tools().all().stream())
                        .toList();
        if (tools.isEmpty() || !tools.stream().allMatch(NamePattern::isPlain)) {
            return Optional.empty();
        }
        if (nothingLeft(parts, ToolIs.class, Contradictions::names)) {
            return Optional.of("an action uses one tool");
        }
        boolean shell = tools.stream().map(NamePattern::source).anyMatch(SHELLS::contains);
        return !shell && runsPrograms(parts)
                ? Optional.of("%s runs no command".formatted(tools.getFirst().source()))
                : Optional.empty();
    }

    private static Set<String> names(ToolIs tool) {
        return Set.copyOf(tool.tools().all().stream().map(NamePattern::source).toList());
    }

    private static boolean runsPrograms(List<Condition> parts) {
        return has(parts, CommandIs.class) || has(parts, ProgramIs.class);
    }

    private static boolean has(List<Condition> parts, Class<? extends Condition> kind) {
        return parts.stream().anyMatch(kind::isInstance);
    }
}
