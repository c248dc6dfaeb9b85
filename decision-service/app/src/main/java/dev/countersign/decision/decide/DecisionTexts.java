package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.VoteView;
import dev.countersign.audit.api.BypassId;
import dev.countersign.decision.api.ApprovalRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What agents are told. It must read as an instruction: nothing else reaches the model. */
final class DecisionTexts {

    private DecisionTexts() {}

    static String approved(ApprovalView approval) {
        return "Approved by %s (%s).".formatted(voters(approval, Choice.APPROVE), approval.id());
    }

    static String refused(ApprovalView approval) {
        String how =
                switch (approval.status()) {
                    case DENIED -> "was denied";
                    case EXPIRED -> "expired before enough people approved it";
                    case CANCELLED -> "was cancelled";
                    case LAPSED -> "was approved, but nobody came for it in time";
                    case INVALIDATED -> "is no longer valid";
                    case CONSUMED -> "was already used";
                    case PENDING, APPROVED -> "is not decided";
                };
        String why =
                approval.resolution()
                        .filter(text -> !text.isBlank())
                        .map(text -> ": " + text)
                        .orElse("");
        return "Approval %s %s%s%s %s"
                .formatted(approval.id(), how, why, why.endsWith(".") ? "" : ".", next(approval));
    }

    static String pending(ApprovalRef approval, String reason) {
        return """
        %s Approval %s is pending: %s. Nothing ran. Wait for a decision, then make exactly the same \
        call again; it will go through once it is approved.\
        """
                .formatted(reason, approval.id(), approval.url());
    }

    static String notQueued(String reason) {
        return """
        %s The request could not be put into the approval queue just now. Nothing ran. Make exactly \
        the same call again in a minute.\
        """
                .formatted(reason);
    }

    static String notEnough(String approval, String reason) {
        return """
        Approval %s is no longer enough: %s Nothing ran. \
        Propose the call again if it is still needed.\
        """
                .formatted(approval, reason);
    }

    static String revoked(Optional<String> by) {
        return """
        This agent was revoked by %s. Nothing more of it is let through. Stop working and tell your \
        operator.\
        """
                .formatted(by.orElse("an administrator"));
    }

    static String killed(String by, String reason) {
        return """
        This session was stopped by %s: %s Nothing more of it is let through. Stop working and tell \
        your operator.\
        """
                .formatted(by, reason.endsWith(".") ? reason : reason + ".");
    }

    static String bypassed(String bypass, String requester, String reason) {
        return "Let through under emergency bypass %s of %s. Without it: %s"
                .formatted(bypass, requester, reason);
    }

    static String notLifted(BypassId bypass, String shortcoming) {
        return "Emergency bypass %s does not lift this, because %s.".formatted(bypass, shortcoming);
    }

    private static String next(ApprovalView approval) {
        return switch (approval.status()) {
            case DENIED ->
                    "Do not try it again in another way; do what the reason says, or ask your operator.";
            case EXPIRED, CANCELLED, LAPSED, INVALIDATED, CONSUMED ->
                    "Nothing ran. Make the call again to ask anew.";
            case PENDING, APPROVED -> "Nothing ran.";
        };
    }

    private static String voters(ApprovalView approval, Choice choice) {
        List<VoteView> votes =
                approval.votes().stream()
                        .filter(vote -> vote.counted() && vote.vote() == choice)
                        .toList();
        return votes.isEmpty()
                ? "its approvers"
                : votes.stream().map(VoteView::voter).distinct().collect(Collectors.joining(", "));
    }
}
