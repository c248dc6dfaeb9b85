package dev.countersign.approval.api;

import dev.countersign.audit.api.DecisionId;
import java.util.List;

/**
 * A held call as decision-service hands it over.
 *
 * @param decision the key of the order: sending it again finds the same request
 * @param digest lower-case hexadecimal SHA-256 of what changes the call's effect
 * @param reason one sentence that says why people must decide
 */
public record ApprovalOrder(
        DecisionId decision,
        Proposer proposer,
        String digest,
        ShownAction action,
        List<MatchedRule> rules,
        String reason,
        String policyVersion,
        Requirement requirement) {}
