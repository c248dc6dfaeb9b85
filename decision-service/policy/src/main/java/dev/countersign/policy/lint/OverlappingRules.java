package dev.countersign.policy.lint;

import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules that can never match, that a denial of the same file makes idle, or that another rule
 * already says. Each rule is asked about samples of its own patterns.
 */
final class OverlappingRules {
    private final Policy policy;
    private final Document document;
    private final Probes probes;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, List<ExplainedFact>> spokenOf = new HashMap<>();

    OverlappingRules(Policy policy, Document document, Probes probes) {
        this.policy = policy;
        this.document = document;
        this.probes = probes;
        Linter.own(policy).forEach(rule -> rules.put(rule.id(), rule));
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (Rule rule : Linter.own(policy).toList()) {
            if (Samples.of(rule).isPresent()) {
                finding(rule).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> finding(Rule rule) {
        List<ExplainedFact> own = spokenOf(rule);
        if (own.isEmpty()) {
            return Optional.of(
                    new Finding(
                            Check.NEVER_MATCHES,
                            rule.source(),
                            rule.id() + ": nothing is ever called so" + why(rule)));
        }
        return shadow(rule, own).or(() -> cover(rule, own));
    }

    private static String why(Rule rule) {
        return rule.effect() == Effect.ALLOW
                ? "; what allows is compared exactly: no \"..\", no slash at the end, letter case as it is"
                : ", or its exceptions leave nothing";
    }

    /** The facts of the rule's own samples that it speaks of. */
    private List<ExplainedFact> spokenOf(Rule rule) {
        return spokenOf.computeIfAbsent(
                rule.id(),
                id ->
                        Samples.of(rule).orElse(List.of()).stream()
                                .flatMap(probe -> probes.ask(probe).stream())
                                .filter(fact -> Probes.speaksOf(fact, id))
                                .toList());
    }

    private Optional<Finding> shadow(Rule rule, List<ExplainedFact> own) {
        if (rule.effect() != Effect.ALLOW) {
            return Optional.empty();
        }
        return everywhere(own).stream()
                .filter(other -> other.effect().compareTo(Effect.DENY) >= 0)
                .filter(this::isEnforced)
                .filter(other -> Always.judges(other.match()))
                .findFirst()
                .map(
                        other ->
                                new Finding(
                                        Check.SHADOWED_ALLOW,
                                        rule.source(),
                                        "%s does nothing: %s (line %d) denies all of it"
                                                .formatted(
                                                        rule.id(),
                                                        other.id(),
                                                        other.source().line()),
                                        removal(rule)));
    }

    private Optional<Finding> cover(Rule rule, List<ExplainedFact> own) {
        return everywhere(own).stream()
                .filter(other -> !other.id().equals(rule.id()) && isAsStrong(other, rule))
                .filter(other -> Samples.of(other).isPresent() && Always.judges(other.match()))
                .filter(other -> !isCoveredBy(other, rule) || place(other) < place(rule))
                .findFirst()
                .map(other -> covered(rule, other));
    }

    private Finding covered(Rule rule, Rule other) {
        boolean same = isCoveredBy(other, rule);
        String message =
                same
                        ? "%s says the same as %s (line %d)"
                        : "%s says nothing that %s (line %d) does not say";
        return new Finding(
                same ? Check.DUPLICATE : Check.COVERED,
                rule.source(),
                message.formatted(rule.id(), other.id(), other.source().line()),
                same ? removal(rule) : Optional.empty());
    }

    private boolean isCoveredBy(Rule rule, Rule other) {
        return everywhere(spokenOf(rule)).contains(other);
    }

    private int place(Rule rule) {
        return policy.rules().indexOf(rule);
    }

    /** The rules of the file that speak of each of these facts. */
    private Set<Rule> everywhere(List<ExplainedFact> facts) {
        Set<String> ids = new LinkedHashSet<>(ids(facts.getFirst()));
        facts.forEach(fact -> ids.retainAll(ids(fact)));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(rules.get(id)).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> ids(ExplainedFact fact) {
        return fact.rules().stream()
                .filter(considered -> considered.source().startsWith(policy.name() + ":"))
                .map(considered -> considered.id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isEnforced(Rule rule) {
        return rule.mode().orElse(policy.mode()) == Mode.ENFORCE || rule.alwaysEnforce();
    }

    /** Whether nothing is lost when only the other one is there. */
    private static boolean isAsStrong(Rule other, Rule rule) {
        return other.effect() == rule.effect()
                && other.except().isEmpty()
                && other.bypassable() == rule.bypassable()
                && other.alwaysEnforce() == rule.alwaysEnforce()
                && other.mode().equals(rule.mode())
                && other.approval().equals(rule.approval())
                && rule.message().isEmpty();
    }

    /** Without a permission nothing goes on that was stopped; without a restriction it might. */
    private Optional<Fix> removal(Rule rule) {
        return Removal.of(document, rule.source())
                .map(
                        edit ->
                                rule.effect() == Effect.ALLOW
                                        ? Fix.safe("remove it", edit)
                                        : Fix.opens("remove it", edit));
    }
}
