package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import java.util.Optional;

/**
 * Who looks at the queue.
 *
 * @param onlyOperatedBy the one operator whose requests they see; empty if they see all
 * @param member the person, as far as there is one
 * @param otherwise why somebody who is no member may not vote
 */
record Asker(Optional<String> onlyOperatedBy, Optional<Member> member, ApprovalError otherwise) {

    boolean sees(ApprovalRequest request) {
        return onlyOperatedBy.map(request.operator::equalsIgnoreCase).orElse(true);
    }

    Optional<ApprovalError> objection(ApprovalRequest request) {
        return member.isPresent() ? request.objection(member.get()) : Optional.of(otherwise);
    }
}
