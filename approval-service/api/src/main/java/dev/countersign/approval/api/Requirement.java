package dev.countersign.approval.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who must agree: every panel. One person may sit on several and counts for each.
 *
 * @param panels never empty
 * @param ttl how long the request stays open, 10 seconds to 7 days
 * @param stepUp whether whoever approves must have signed in afresh
 */
public record Requirement(List<Panel> panels, Duration ttl, boolean stepUp) {

    /** A single panel. */
    public static Requirement of(List<String> groups, int quorum, Duration ttl) {
        return new Requirement(List.of(new Panel(groups, quorum, Optional.empty())), ttl, false);
    }

    /** All groups from which somebody may vote at first. */
    public List<String> groups() {
        return panels.stream().flatMap(panel -> panel.groups().stream()).distinct().toList();
    }

    /** How many approvals the panels ask for together. */
    public int quorum() {
        return panels.stream().mapToInt(Panel::quorum).sum();
    }
}
