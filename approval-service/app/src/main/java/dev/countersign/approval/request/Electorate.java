package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.Proposer;
import dev.countersign.approval.api.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may decide a held call. */
record Electorate(Proposer proposer, Requirement requirement) {

    static final Set<String> ROLES = Set.of("approver");

    /** Why this person may not decide it; first of all, never your own. */
    Optional<ApprovalError> objection(Member voter) {
        if (owns(voter)) {
            return Optional.of(ApprovalError.OWN_AGENT);
        }
        if (!voter.enabled()) {
            return Optional.of(ApprovalError.ACCOUNT_CLOSED);
        }
        if (!voter.inAnyOf(requirement.groups())) {
            return Optional.of(ApprovalError.NOT_IN_GROUP);
        }
        if (!voter.holdsAnyOf(ROLES)) {
            return Optional.of(ApprovalError.NOT_APPROVER);
        }
        return Optional.empty();
    }

    /**
     * Why nobody could ever approve it, one sentence.
     *
     * @param groups the members of each required group that exists
     */
    Optional<String> flaw(Map<String, List<Member>> groups) {
        for (String group : requirement.groups()) {
            if (!groups.containsKey(group)) {
                return Optional.of(
                        "Denied, because the group '%s' that must approve it does not exist."
                                .formatted(group));
            }
        }
        long eligible =
                groups.values().stream()
                        .flatMap(List::stream)
                        .filter(member -> objection(member).isEmpty())
                        .map(Member::subject)
                        .distinct()
                        .count();
        return eligible >= requirement.quorum() ? Optional.empty() : Optional.of(tooFew(eligible));
    }

    private String tooFew(long eligible) {
        return "Denied, because %d must approve it and %s in %s may."
                .formatted(
                        requirement.quorum(),
                        eligible == 0 ? "nobody" : "only " + eligible,
                        String.join(", ", requirement.groups()));
    }

    private boolean owns(Member voter) {
        return proposer.subjects().contains(voter.subject()) || isNamedByIt(voter);
    }

    private boolean isNamedByIt(Member voter) {
        return Stream.concat(Stream.of(proposer.operator()), proposer.owner().stream())
                .anyMatch(voter::answersTo);
    }
}
