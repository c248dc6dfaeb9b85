package dev.countersign.approval.api;

import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.DecisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request in the queue, with everything a person needs to decide it.
 *
 * @param url its page in the dashboard
 * @param approvals how many of the approvals that the panels ask for there are so far
 * @param panels how far each panel is
 * @param resolvedAt when it left PENDING
 * @param resolution why it ended as it did, one sentence; what a denying person wrote reaches the
 *     agent through it
 * @param refusal why the asking person may not vote on it; empty if they may
 * @param now the database's time of this answer, for countdowns
 */
public record ApprovalView(
        ApprovalId id,
        ApprovalStatus status,
        DecisionId decision,
        Proposer proposer,
        String digest,
        ShownAction action,
        List<MatchedRule> rules,
        String reason,
        String policyVersion,
        Requirement requirement,
        List<VoteView> votes,
        int approvals,
        List<PanelView> panels,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> resolvedAt,
        Optional<String> resolution,
        Optional<String> refusal,
        String url,
        Instant now) {}
