package dev.countersign.decision.api;

import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.EventId;
import java.util.List;
import java.util.Optional;

/**
 * A decision.
 *
 * @param outcome empty while pending; nothing but {@link Outcome#PROCEED} lets the call run
 * @param reason whole sentences for agent and people: the rule, why, and what to do next
 * @param mode enforce or observe
 * @param approval the request in the queue, if people are asked
 * @param bypassId the emergency bypass that lifted a rule
 * @param eventId the event that records the decision
 */
public record DecisionView(
        DecisionId id,
        Effect effect,
        DecisionStatus status,
        Optional<Outcome> outcome,
        String reason,
        List<RuleView> rules,
        String mode,
        String policyVersion,
        Optional<ApprovalRef> approval,
        Optional<BypassId> bypassId,
        EventId eventId) {

    public boolean proceeds() {
        return outcome.equals(Optional.of(Outcome.PROCEED));
    }

    /** The same decision with another text for the reader. */
    public DecisionView saying(String text) {
        return new DecisionView(
                id,
                effect,
                status,
                outcome,
                text,
                rules,
                mode,
                policyVersion,
                approval,
                bypassId,
                eventId);
    }
}
