package dev.countersign.policy.language;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who must approve a held action.
 *
 * @param groups the groups whose members may vote; never empty
 * @param quorum how many different people must approve, at least 1
 * @param ttl how long the request stays open
 * @param escalation who may vote as well when nobody has decided
 * @param stepUp whether approving needs a fresh strong sign-in
 */
public record ApprovalRequirement(
        SortedSet<String> groups,
        int quorum,
        Duration ttl,
        Optional<Escalation> escalation,
        boolean stepUp) {
    public static final ApprovalRequirement USUAL =
            of(List.of("approvers"), 1, Duration.ofMinutes(30));

    /**
     * @param after how long after it was made a request is escalated; less than its {@code ttl}
     * @param to the groups that it is escalated to
     */
    public record Escalation(Duration after, SortedSet<String> to) {}

    public static ApprovalRequirement of(Collection<String> groups, int quorum, Duration ttl) {
        return new ApprovalRequirement(new TreeSet<>(groups), quorum, ttl, Optional.empty(), false);
    }

    /**
     * The stricter of both in each respect; every group named takes part. Only what both escalate
     * is escalated, and not before the later of them.
     */
    public ApprovalRequirement and(ApprovalRequirement other) {
        return new ApprovalRequirement(
                union(groups, other.groups),
                Math.max(quorum, other.quorum),
                ttl.compareTo(other.ttl) <= 0 ? ttl : other.ttl,
                escalation.flatMap(
                        one ->
                                other.escalation.map(
                                        two ->
                                                new Escalation(
                                                        one.after().compareTo(two.after()) >= 0
                                                                ? one.after()
                                                                : two.after(),
                                                        union(one.to(), two.to())))),
                stepUp || other.stepUp);
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> two) {
        var all = new TreeSet<>(one);
        all.addAll(two);
        return all;
    }
}
