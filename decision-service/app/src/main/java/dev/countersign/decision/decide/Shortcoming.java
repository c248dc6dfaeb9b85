package dev.countersign.decision.decide;

import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import dev.countersign.policy.language.BypassTerms;
import java.util.Optional;
import java.util.stream.Stream;

/** What a bypass in force lacks of what the policy demands of one. */
final class Shortcoming {

    private Shortcoming() {}

    /** In words that follow "because"; empty if it fulfils everything. */
    static Optional<String> of(BypassView bypass, BypassTerms terms) {
        return Stream.of(
                        length(bypass, terms),
                        reason(bypass, terms),
                        incident(bypass, terms),
                        approval(bypass, terms))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> length(BypassView bypass, BypassTerms terms) {
        return terms.maxDuration()
                .filter(longest -> bypass.duration().compareTo(longest) > 0)
                .map(
                        longest ->
                                "it lasts %d minutes, and the policy permits %d"
                                        .formatted(
                                                bypass.duration().toMinutes(),
                                                longest.toMinutes()));
    }

    private static Optional<String> reason(BypassView bypass, BypassTerms terms) {
        int given = bypass.reason().codePointCount(0, bypass.reason().length());
        return terms.minReason().isPresent() && given < terms.minReason().getAsInt()
                ? Optional.of(
                        "its reason has %d characters, and the policy demands %d"
                                .formatted(given, terms.minReason().getAsInt()))
                : Optional.empty();
    }

    private static Optional<String> incident(BypassView bypass, BypassTerms terms) {
        return terms.requireIncident() && bypass.incident().isEmpty()
                ? Optional.of("it names no incident, and the policy demands one")
                : Optional.empty();
    }

    private static Optional<String> approval(BypassView bypass, BypassTerms terms) {
        int wanted = terms.approverQuorum().orElse(terms.approverRole().isPresent() ? 1 : 0);
        long given =
                bypass.votes().stream()
                        .filter(vote -> vote.counted() && vote.vote() == Choice.APPROVE)
                        .filter(
                                vote ->
                                        terms.approverRole().isEmpty()
                                                || vote.roles()
                                                        .contains(terms.approverRole().get()))
                        .map(VoteView::voter)
                        .distinct()
                        .count();
        return given < wanted
                ? Optional.of(
                        "%d of its approvers%s, and the policy demands %d"
                                .formatted(
                                        given,
                                        terms.approverRole()
                                                .map(" had the role '%s'"::formatted)
                                                .orElse(" count"),
                                        wanted))
                : Optional.empty();
    }
}
