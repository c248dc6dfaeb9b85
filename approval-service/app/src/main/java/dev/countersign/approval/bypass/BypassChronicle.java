package dev.countersign.approval.bypass;

import dev.countersign.approval.change.Changes;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.Story;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Notes in the caller's transaction what happened to a bypass: its event for the audit log and its
 * place in the list of changes. Without the note the transaction does not commit.
 */
@ApplicationScoped
class BypassChronicle {

    private final AuditTrail trail;
    private final Changes changes;

    BypassChronicle(AuditTrail trail, Changes changes) {
        this.trail = trail;
        this.changes = changes;
    }

    void requested(Bypass bypass) {
        var order = bypass.ordered;
        var scope = order.scope();
        happened(
                bypass,
                new Event.BypassRequested(
                        Story.NONE,
                        bypass.id(),
                        bypass.requester,
                        order.reason(),
                        order.incident(),
                        Map.of(
                                "paths", scope.paths(),
                                "commands", scope.commands(),
                                "hosts", scope.hosts(),
                                "agents", scope.agents()),
                        order.duration(),
                        order.approver()));
    }

    void voted(Bypass bypass, BypassVote vote) {
        trail.record(
                new Event.BypassVoted(
                        Story.NONE, bypass.id(), vote.voter, vote.choice.toString(), vote.reason));
        if (bypass.endsAt == null) {
            ended(bypass);
        } else {
            happened(
                    bypass,
                    new Event.BypassStarted(
                            Story.NONE, bypass.id(), bypass.requester, bypass.endsAt));
        }
    }

    void ended(Bypass bypass) {
        happened(
                bypass,
                new Event.BypassEnded(
                        Story.NONE,
                        bypass.id(),
                        bypass.status.name().toLowerCase(Locale.ROOT),
                        Optional.ofNullable(bypass.endedBy)));
    }

    void reviewed(Bypass bypass, String reviewer, String finding) {
        happened(bypass, new Event.BypassReviewed(Story.NONE, bypass.id(), reviewer, finding));
    }

    private void happened(Bypass bypass, Event event) {
        trail.record(event);
        changes.append(bypass.id(), bypass.status);
    }
}
