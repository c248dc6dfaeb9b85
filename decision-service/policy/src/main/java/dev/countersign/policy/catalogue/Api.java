package dev.countersign.policy.catalogue;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.match.HostPattern;
import java.util.List;
import java.util.Set;

/**
 * A declared interface.
 *
 * @param environments what it belongs to, such as {@code production}; empty when it does not say
 */
public record Api(
        String id, List<HostPattern> hosts, List<Operation> operations, Set<String> environments) {

    /** Whether a connection may lead to it. */
    public boolean couldBeAt(Fact.Egress to) {
        return hosts.stream().anyMatch(host -> host.couldMatch(to));
    }

    /** Whether a connection certainly leads to it. */
    public boolean isSurelyAt(Fact.Egress to) {
        return hosts.stream().anyMatch(host -> host.surelyMatches(to));
    }
}
