package dev.countersign.decision.decide;

import dev.countersign.approval.api.BypassScope;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.evaluate.MatchedRule;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a bypass covers. Every fact that a restricting rule matched must be covered, each by a
 * pattern that surely matches it; a side that the bypass leaves open covers a fact only if another
 * fact of the same invocation is covered by a pattern. What was not understood is never covered.
 */
record Coverage(
        List<PathPattern> paths,
        List<CommandPattern> commands,
        List<HostPattern> hosts,
        List<NamePattern> agents) {

    static Coverage of(BypassScope scope) {
        return new Coverage(
                patterns(scope.paths(), PathPattern::new),
                patterns(scope.commands(), CommandPattern::new),
                patterns(scope.hosts(), HostPattern::new),
                patterns(scope.agents(), NamePattern::new));
    }

    boolean covers(Judgement judgement, String agent) {
        if (!agents.isEmpty() && agents.stream().noneMatch(name -> name.surelyMatches(agent))) {
            return false;
        }
        String root = judgement.facts().action().cwd();
        List<Fact> responsible = responsible(judgement);
        return !responsible.isEmpty()
                && responsible.stream().allMatch(fact -> covers(fact, judgement, root));
    }

    private static List<Fact> responsible(Judgement judgement) {
        Set<String> matched =
                judgement.verdict().rules().stream()
                        .filter(rule -> rule.effect().restricts() && !rule.observed())
                        .map(MatchedRule::facts)
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
        return judgement.facts().all().stream()
                .filter(fact -> matched.contains(fact.show()))
                .toList();
    }

    private boolean covers(Fact fact, Judgement judgement, String root) {
        return switch (fact) {
            case Fact.FileAccess file ->
                    paths.isEmpty() ? besideOne(fact, judgement, root) : named(fact, root);
            case Fact.Invocation invocation ->
                    commands.isEmpty() ? besideOne(fact, judgement, root) : named(fact, root);
            case Fact.Egress egress ->
                    hosts.isEmpty() ? besideOne(fact, judgement, root) : named(fact, root);
            case Fact.EffectTag tag -> named(fact, root) || besideOne(fact, judgement, root);
            case Fact.McpCall call -> false;
            case Fact.ToolUse use -> false;
            case Fact.Opaque opaque -> false;
        };
    }

    private boolean besideOne(Fact fact, Judgement judgement, String root) {
        return judgement.facts().together(fact).stream()
                .anyMatch(other -> !(other instanceof Fact.EffectTag) && named(other, root));
    }

    private boolean named(Fact fact, String root) {
        return switch (fact) {
            case Fact.FileAccess file ->
                    paths.stream().anyMatch(path -> path.surelyMatches(file.place(), root));
            case Fact.Invocation invocation ->
                    commands.stream().anyMatch(command -> command.surelyMatches(invocation));
            case Fact.Egress egress -> hosts.stream().anyMatch(host -> host.surelyMatches(egress));
            case Fact.EffectTag tag ->
                    tag.place().isPresent()
                            && paths.stream()
                                    .anyMatch(path -> path.surelyMatches(tag.place().get(), root));
            case Fact.McpCall call -> false;
            case Fact.ToolUse use -> false;
            case Fact.Opaque opaque -> false;
        };
    }

    /** A pattern that is none covers nothing; but the side it stands on is not open either. */
    private static <P> List<P> patterns(List<String> texts, Function<String, P> reading) {
        return texts.stream()
                .flatMap(text -> read(text, reading).map(Stream::of).orElseGet(Stream::of))
                .toList();
    }

    private static <P> Optional<P> read(String text, Function<String, P> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
