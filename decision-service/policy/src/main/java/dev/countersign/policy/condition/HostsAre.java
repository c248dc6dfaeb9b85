package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.HostPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * @param in the host is one of these
 * @param notIn the host is none of these
 */
public record HostsAre(Optional<List<HostPattern>> in, Optional<List<HostPattern>> notIn)
        implements Condition {
    @Override
    public boolean holds(Fact fact, Scene scene, boolean generous) {
        return Condition.anyRelated(
                fact,
                scene,
                Fact.Egress.class,
                egress ->
                        in.map(hosts -> listed(hosts, egress, generous)).orElse(true)
                                && notIn.map(hosts -> !listed(hosts, egress, !generous))
                                        .orElse(true));
    }

    private static boolean listed(List<HostPattern> hosts, Fact.Egress egress, boolean generous) {
        return hosts.stream()
                .anyMatch(host -> generous ? host.couldMatch(egress) : host.surelyMatches(egress));
    }

    @Override
    public Narrowing narrowing() {
        return in.map(HostsAre::named).orElse(Narrowing.NONE);
    }

    static Narrowing named(List<HostPattern> patterns) {
        return Narrowing.named(
                Narrowing.Aspect.HOST,
                patterns.stream()
                        .map(HostPattern::host)
                        .map(host -> host.startsWith("*") ? host.substring(1) : host)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EGRESS);
    }
}
