package dev.countersign.policy.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who must approve a held action: every panel.
 *
 * @param panels never empty
 * @param ttl how long the request stays open
 * @param stepUp whether approving needs a fresh strong sign-in
 */
public record ApprovalRequirement(List<Panel> panels, Duration ttl, boolean stepUp) {
    public static final ApprovalRequirement USUAL =
            of(List.of("approvers"), 1, Duration.ofMinutes(30));

    /**
     * People of whom so many must approve.
     *
     * @param groups the groups whose members may vote; never empty
     * @param quorum how many different people, at least 1
     * @param escalation who may vote as well when nobody has decided
     */
    public record Panel(SortedSet<String> groups, int quorum, Optional<Escalation> escalation) {
        /** Both as one, where they ask the same groups: the stricter in each respect. */
        private Panel and(Panel same) {
            return new Panel(
                    groups,
                    Math.max(quorum, same.quorum),
                    escalation.flatMap(one -> same.escalation.flatMap(one::and)));
        }
    }

    /**
     * @param after how long after it was made a request is escalated; less than its {@code ttl}
     * @param to the groups that it is escalated to
     */
    public record Escalation(Duration after, SortedSet<String> to) {
        /** To whom both escalate, and not before the later of them. */
        private Optional<Escalation> and(Escalation other) {
            var both = new TreeSet<>(to);
            both.retainAll(other.to);
            return both.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Escalation(
                                    after.compareTo(other.after) >= 0 ? after : other.after, both));
        }
    }

    /** One panel, not escalated. */
    public static ApprovalRequirement of(Collection<String> groups, int quorum, Duration ttl) {
        return new ApprovalRequirement(
                List.of(new Panel(new TreeSet<>(groups), quorum, Optional.empty())), ttl, false);
    }

    /** What satisfies both. */
    public ApprovalRequirement and(ApprovalRequirement other) {
        var all = new ArrayList<>(panels);
        for (Panel panel : other.panels) {
            int same = groups(all).indexOf(panel.groups());
            if (same < 0) {
                all.add(panel);
            } else {
                all.set(same, all.get(same).and(panel));
            }
        }
        return new ApprovalRequirement(
                List.copyOf(all),
                ttl.compareTo(other.ttl) <= 0 ? ttl : other.ttl,
                stepUp || other.stepUp);
    }

    private static List<SortedSet<String>> groups(List<Panel> panels) {
        return panels.stream().map(Panel::groups).toList();
    }
}
