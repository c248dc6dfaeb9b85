package dev.countersign.policy.language;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who must approve a held action.
 *
 * @param groups the groups whose members may vote; never empty
 * @param quorum how many different people must approve, at least 1
 * @param ttl how long the request stays open
 */
public record ApprovalRequirement(SortedSet<String> groups, int quorum, Duration ttl) {
    public static final ApprovalRequirement USUAL =
            of(java.util.List.of("approvers"), 1, Duration.ofMinutes(30));

    public static ApprovalRequirement of(
            java.util.Collection<String> groups, int quorum, Duration ttl) {
        return new ApprovalRequirement(new TreeSet<>(groups), quorum, ttl);
    }

    /** The stricter of both in each respect; every group named takes part. */
    public ApprovalRequirement and(ApprovalRequirement other) {
        var all = new TreeSet<>(groups);
        all.addAll(other.groups);
        return new ApprovalRequirement(
                all,
                Math.max(quorum, other.quorum),
                ttl.compareTo(other.ttl) <= 0 ? ttl : other.ttl);
    }
}
