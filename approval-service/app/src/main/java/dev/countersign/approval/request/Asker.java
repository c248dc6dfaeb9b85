package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who looks.
 *
 * @param onlyOperatedBy the one operator whose requests they see; empty if they see all
 * @param member the person, as far as there is one
 * @param otherwise why somebody who is no member may not vote
 */
public record Asker(
        Optional<String> onlyOperatedBy, Optional<Member> member, ApprovalError otherwise) {

    boolean sees(ApprovalRequest request) {
        return onlyOperatedBy.map(request.operator::equalsIgnoreCase).orElse(true);
    }

    /** Why they may not vote, by the rule that votes are held against. */
    public Optional<ApprovalError> objection(Function<Member, Optional<ApprovalError>> rule) {
        return member.isPresent() ? rule.apply(member.get()) : Optional.of(otherwise);
    }
}
