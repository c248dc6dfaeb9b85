package dev.countersign.approval.request;

import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.change.Changes;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.Story;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * Notes in the caller's transaction what happened to a request: its event for the audit log and its
 * place in the list of changes. Without the note the transaction does not commit.
 */
@ApplicationScoped
class Chronicle {

    private final AuditTrail trail;
    private final Changes changes;

    Chronicle(AuditTrail trail, Changes changes) {
        this.trail = trail;
        this.changes = changes;
    }

    /** It has reached a new status. */
    void reached(ApprovalRequest request) {
        happened(request, event(request));
    }

    /** Something happened that did not by itself change its status. */
    void happened(ApprovalRequest request, Event event) {
        trail.record(event);
        changes.append(request.id(), request.status, request.decision());
    }

    /** Somebody was refused; nothing about the request is different. */
    void refused(Event.VoteRefused event) {
        trail.record(event);
    }

    static Story story(ApprovalRequest request) {
        var proposer = request.ordered.proposer();
        return new Story(
                Optional.of(proposer.agent()),
                Optional.of(proposer.agentName()),
                Optional.of(proposer.session()),
                Optional.of(proposer.operator()),
                Optional.of(request.decision()));
    }

    private static Event event(ApprovalRequest request) {
        Story story = story(request);
        ApprovalId id = request.id();
        String status = request.status.name().toLowerCase(Locale.ROOT);
        String why = String.valueOf(request.resolution);
        return switch (request.status) {
            case PENDING -> requested(request);
            case APPROVED, DENIED, EXPIRED, CANCELLED ->
                    new Event.ApprovalResolved(story, id, status, request.deciders(), why);
            case CONSUMED -> new Event.ApprovalConsumed(story, id, request.ordered.digest());
            case LAPSED, INVALIDATED -> new Event.ApprovalUnused(story, id, status, why);
        };
    }

    private static Event requested(ApprovalRequest request) {
        var order = request.ordered;
        return new Event.ApprovalRequested(
                story(request),
                request.id(),
                order.action().tool(),
                order.digest(),
                order.rules().stream().map(MatchedRule::id).toList(),
                order.requirement().groups(),
                order.requirement().quorum(),
                request.expiresAt);
    }
}
