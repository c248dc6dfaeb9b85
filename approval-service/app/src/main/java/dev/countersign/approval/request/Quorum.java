package dev.countersign.approval.request;

import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.PanelView;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How votes add up: one denial ends it, and in every panel so many distinct people must approve.
 */
record Quorum(List<Panel> panels) {

    enum Standing {
        OPEN,
        APPROVED,
        DENIED
    }

    Quorum {
        if (panels.isEmpty() || panels.stream().anyMatch(panel -> panel.quorum() < 1)) {
            throw new IllegalArgumentException("A quorum of 0 releases without anybody");
        }
    }

    Standing standing(Collection<Vote> votes) {
        if (votes.stream().anyMatch(vote -> vote.counted && vote.choice == Choice.DENY)) {
            return Standing.DENIED;
        }
        boolean complete =
                IntStream.range(0, panels.size())
                        .allMatch(panel -> approvals(panel, votes) >= panels.get(panel).quorum());
        return complete ? Standing.APPROVED : Standing.OPEN;
    }

    /** How far each panel is, with the groups that may vote on a request that is so old. */
    List<PanelView> views(Collection<Vote> votes, Duration age) {
        return IntStream.range(0, panels.size())
                .mapToObj(
                        panel ->
                                new PanelView(
                                        panels.get(panel).groupsAt(age),
                                        panels.get(panel).quorum(),
                                        Math.min(
                                                approvals(panel, votes),
                                                panels.get(panel).quorum())))
                .toList();
    }

    private static int approvals(int panel, Collection<Vote> votes) {
        return (int)
                votes.stream()
                        .filter(vote -> vote.counted && vote.choice == Choice.APPROVE)
                        .filter(vote -> vote.satOn(panel))
                        .map(vote -> vote.subject)
                        .distinct()
                        .count();
    }
}
