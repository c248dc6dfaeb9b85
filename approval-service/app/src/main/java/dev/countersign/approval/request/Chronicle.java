package dev.countersign.approval.request;

import dev.countersign.approval.change.Changes;
import dev.countersign.audit.api.Event;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;

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
        happened(request, request.event());
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
}
