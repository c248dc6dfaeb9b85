package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Requester;
import dev.countersign.approval.api.Requirement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who may decide a held call.
 *
 * @param age how long ago it was held
 */
record Electorate(Requester requester, Requirement requirement, Duration age) {

    static final Set<String> ROLES = Set.of("approver");

    /** Why this person may not decide it; first of all, never your own. */
    Optional<ApprovalError> objection(Member voter) {
        if (owns(voter)) {
            return Optional.of(ApprovalError.OWN_AGENT);
        }
        if (!voter.enabled()) {
            return Optional.of(ApprovalError.ACCOUNT_CLOSED);
        }
        if (panelsOf(voter).length == 0) {
            return Optional.of(ApprovalError.NOT_IN_GROUP);
        }
        if (!voter.holdsAnyOf(ROLES)) {
            return Optional.of(ApprovalError.NOT_APPROVER);
        }
        return Optional.empty();
    }

    /** The panels on which this person sits, counted from 0. */
    int[] panelsOf(Member voter) {
        List<Panel> panels = requirement.panels();
        return IntStream.range(0, panels.size())
                .filter(panel -> voter.inAnyOf(panels.get(panel).groupsAt(age)))
                .toArray();
    }

    /** Every group that may have to be asked for, also those that it is escalated to. */
    static Set<String> groups(Requirement requirement) {
        return requirement.panels().stream()
                .flatMap(panel -> panel.groupsAt(requirement.ttl()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Why nobody could ever approve it, a clause that goes on after "because".
     *
     * @param groups the members of each group that exists
     */
    Optional<String> flaw(Map<String, List<Member>> groups) {
        for (String group : groups(requirement)) {
            if (!groups.containsKey(group)) {
                return Optional.of(
                        "the group '%s' that must approve it does not exist.".formatted(group));
            }
        }
        return requirement.panels().stream()
                .flatMap(panel -> tooFew(panel, groups).stream())
                .findFirst();
    }

    private Optional<String> tooFew(Panel panel, Map<String, List<Member>> groups) {
        List<String> asked = panel.groupsAt(requirement.ttl());
        long eligible =
                asked.stream()
                        .flatMap(group -> groups.getOrDefault(group, List.of()).stream())
                        .filter(this::mayVoteInTime)
                        .map(Member::subject)
                        .distinct()
                        .count();
        return eligible >= panel.quorum()
                ? Optional.empty()
                : Optional.of(
                        "%d must approve it and %s in %s may."
                                .formatted(
                                        panel.quorum(),
                                        eligible == 0 ? "nobody" : "only " + eligible,
                                        String.join(", ", asked)));
    }

    private boolean mayVoteInTime(Member member) {
        return new Electorate(requester, requirement, requirement.ttl())
                .objection(member)
                .isEmpty();
    }

    private boolean owns(Member voter) {
        return requester.subjects().contains(voter.subject()) || isNamedByIt(voter);
    }

    private boolean isNamedByIt(Member voter) {
        return Stream.concat(Stream.of(requester.operator()), requester.owner().stream())
                .filter(name -> !name.isEmpty())
                .anyMatch(voter::answersTo);
    }
}
