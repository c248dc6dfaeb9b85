package dev.countersign.decision.decide;

import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.Event;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.api.DecisionStatus;
import dev.countersign.decision.api.DecisionView;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.Outcome;
import dev.countersign.decision.api.RuleView;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.decision.session.SessionRef;
import dev.countersign.policy.masking.ActionMask;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision that is about to be made durable, masked already.
 *
 * @param outcome empty if people must decide
 * @param remains nothing but the revision, unless it proceeds
 */
record Entry(
        DecisionId id,
        Proposal proposal,
        SessionId session,
        String digest,
        Map<String, Object> maskedInput,
        String maskedCwd,
        Effect effect,
        Optional<Outcome> outcome,
        String reason,
        List<RuleView> rules,
        String mode,
        String policyVersion,
        List<String> paths,
        List<String> hosts,
        Optional<BypassId> bypass,
        Remains remains) {

    static Entry of(
            DecisionId id,
            Proposal proposal,
            SessionRef session,
            String digest,
            Judgement judgement,
            Optional<Outcome> outcome) {
        ActionMask mask = judgement.mask();
        Map<String, Object> masked = mask.fields(proposal.input());
        return new Entry(
                id,
                proposal,
                session.id(),
                digest,
                masked,
                mask.text(proposal.cwd()),
                judgement.shownEffect(),
                outcome,
                mask.text(judgement.verdict().reason()),
                judgement.rules(),
                judgement.mode(),
                judgement.verdict().policyVersion(),
                judgement.paths().stream().map(mask::text).toList(),
                judgement.hosts().stream().map(mask::text).toList(),
                Optional.empty(),
                outcome.equals(Optional.of(Outcome.PROCEED))
                        ? new Remains(session.revision(), judgement.traces(id.value()))
                        : Remains.none(session.revision()));
    }

    /** The same call, let through by an emergency bypass. */
    Entry under(BypassId lifting, String why, Judgement judgement) {
        return new Entry(
                id,
                proposal,
                session,
                digest,
                maskedInput,
                maskedCwd,
                Effect.WARN,
                Optional.of(Outcome.PROCEED),
                why,
                rules,
                mode,
                policyVersion,
                paths,
                hosts,
                Optional.of(lifting),
                new Remains(remains.revision(), judgement.traces(id.value())));
    }

    /** The same call, refused whatever the policy says. */
    Entry refused(Effect instead, String why) {
        return new Entry(
                id,
                proposal,
                session,
                digest,
                maskedInput,
                maskedCwd,
                instead,
                Optional.of(Outcome.BLOCK),
                why,
                rules,
                mode,
                policyVersion,
                paths,
                hosts,
                Optional.empty(),
                Remains.none(remains.revision()));
    }

    /** The same with more in its reason. */
    Entry adding(String why) {
        return new Entry(
                id,
                proposal,
                session,
                digest,
                maskedInput,
                maskedCwd,
                effect,
                outcome,
                reason + " " + why,
                rules,
                mode,
                policyVersion,
                paths,
                hosts,
                bypass,
                remains);
    }

    /** Whether people see less of the call than the agent gave. */
    boolean isMasked() {
        return !maskedInput.equals(proposal.input()) || !maskedCwd.equals(proposal.cwd());
    }

    /** A decision that lets nothing through needs no further look at who asks. */
    boolean proceeds() {
        return outcome.equals(Optional.of(Outcome.PROCEED));
    }

    Event event(Optional<ApprovalId> approval) {
        return new Event.DecisionMade(
                proposal.story(session, id),
                proposal.tool(),
                maskedInput,
                maskedCwd,
                digest,
                effect.toString(),
                outcome.map(Outcome::toString),
                mode,
                rules.stream().map(RuleView::id).toList(),
                reason,
                policyVersion,
                paths,
                hosts,
                approval,
                bypass);
    }

    DecisionView view(EventId event) {
        return new DecisionView(
                id,
                effect,
                outcome.isPresent() ? DecisionStatus.FINAL : DecisionStatus.PENDING,
                outcome,
                reason,
                rules,
                mode,
                policyVersion,
                Optional.empty(),
                bypass,
                event);
    }
}
