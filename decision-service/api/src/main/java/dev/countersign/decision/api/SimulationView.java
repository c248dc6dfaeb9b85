package dev.countersign.decision.api;

import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a policy would have decided.
 *
 * @param policyVersion of the policy that was tried
 * @param from the time since which calls were looked for
 * @param replayed how many calls were judged once more
 * @param approximate how many of them for which a change is not certain, see {@link
 *     ChangedDecision#doubts}
 * @param left how many were recorded and not compared: let through by an emergency bypass, after
 *     the end of their session, too long to be recorded whole, or erased
 * @param cut the time of the oldest call, if older ones were left out because there were too many
 * @param steps how many decisions went from what to what, those that stay included
 * @param changed how many would change
 * @param changes the newest of them first, at most 200
 */
public record SimulationView(
        String policyVersion,
        Instant from,
        long replayed,
        long approximate,
        long left,
        Optional<Instant> cut,
        List<Step> steps,
        long changed,
        List<ChangedDecision> changes) {

    public record Step(Effect before, Effect after, long calls) {}

    /**
     * A decision that would be another.
     *
     * @param headline what the call would do, in one sentence; nothing secret is in it
     * @param rulesBefore that spoke of it then
     * @param rulesAfter that lead to the effect now
     * @param reason why it would be decided so
     * @param doubts {@code masked}: a secret of the call counts as unknown; {@code earlier_calls}:
     *     what the session had done before is not known
     */
    public record ChangedDecision(
            DecisionId id,
            Instant time,
            String agent,
            SessionId session,
            String tool,
            String headline,
            Effect before,
            Effect after,
            List<String> rulesBefore,
            List<String> rulesAfter,
            String reason,
            List<String> doubts) {}
}
