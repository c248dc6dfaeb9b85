package dev.countersign.policy.lint;

import dev.countersign.policy.evaluate.Explanation.ExplainedFact;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Permissions that hold for actions which nobody would list together. What a rule says is not
 * looked at, only what it lets happen.
 */
final class BroadAllows {
    private static final List<Breadth> ALL = Breadth.read();

    /** Reading and writing in the project is what agents do all day. */
    private static final Set<Family> GRAVE =
            EnumSet.of(Family.COMMAND, Family.NETWORK, Family.MCP, Family.API, Family.PACKAGE);

    private final Policy policy;
    private final Probes probes;

    BroadAllows(Policy policy, Probes probes) {
        this.policy = policy;
        this.probes = probes;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        Linter.own(policy)
                .filter(rule -> rule.effect() == Effect.ALLOW)
                .forEach(rule -> finding(rule).ifPresent(findings::add));
        policy.defaults()
                .forEach(
                        (family, stated) -> {
                            if (isTooMuch(family, stated)) {
                                findings.add(finding(family, stated));
                            }
                        });
        return findings;
    }

    private Optional<Finding> finding(Rule rule) {
        return ALL.stream()
                .filter(breadth -> breadth.isOf(probe -> allows(rule, breadth, probe)))
                .findFirst()
                .map(
                        breadth ->
                                new Finding(
                                        Check.BROAD_ALLOW,
                                        rule.source(),
                                        "%s: it allows %s, for example %s"
                                                .formatted(
                                                        rule.id(),
                                                        breadth.says(),
                                                        example(rule, breadth))));
    }

    private String example(Rule rule, Breadth breadth) {
        return breadth.probes().stream()
                .filter(probe -> allows(rule, breadth, probe))
                .map(Probe::shown)
                .findFirst()
                .orElseThrow();
    }

    /** What a wrapped program does is judged by the rules about that program. */
    private boolean allows(Rule rule, Breadth breadth, Probe probe) {
        return probes.ask(probe).stream()
                .filter(fact -> fact.kind().equals(breadth.kind()))
                .filter(fact -> isOwn(fact, breadth))
                .anyMatch(fact -> Probes.speaksOf(fact, rule.id()));
    }

    private static boolean isOwn(ExplainedFact fact, Breadth breadth) {
        return !breadth.kind().equals("invocation") || fact.reach().equals("direct");
    }

    private boolean isTooMuch(Family family, Policy.Default stated) {
        return stated.effect() == Effect.ALLOW
                && GRAVE.contains(family)
                && policy.wrote(stated.source());
    }

    private static Finding finding(Family family, Policy.Default stated) {
        return new Finding(
                Check.BROAD_ALLOW,
                stated.source(),
                "default.%s: what no rule speaks of is allowed; say warn or require_approval and allow what is needed"
                        .formatted(family.id()));
    }
}
