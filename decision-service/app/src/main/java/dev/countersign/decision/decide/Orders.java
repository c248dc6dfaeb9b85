package dev.countersign.decision.decide;

import dev.countersign.approval.api.ApprovalOrder;
import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.api.Proposer;
import dev.countersign.approval.api.ShownAction;
import dev.countersign.decision.bundle.Judgement;
import dev.countersign.policy.masking.ActionMask;
import java.util.Map;
import java.util.Optional;

/** A held call as people will see it: whole, and with secrets masked. */
final class Orders {

    private Orders() {}

    static ApprovalOrder of(Entry entry, Judgement judgement) {
        return new ApprovalOrder(
                entry.id(),
                proposer(entry),
                entry.digest(),
                shown(entry, judgement),
                judgement.matchedRules().stream()
                        .map(rule -> masked(rule, judgement.mask()))
                        .toList(),
                entry.reason(),
                entry.policyVersion(),
                judgement.requirement().orElseThrow());
    }

    private static Proposer proposer(Entry entry) {
        Proposal proposal = entry.proposal();
        return new Proposer(
                proposal.agent().id(),
                proposal.agent().name(),
                proposal.agent().operator(),
                proposal.agent().owner(),
                proposal.agent().subjects(),
                entry.session(),
                proposal.session().name(),
                proposal.session().client());
    }

    private static ShownAction shown(Entry entry, Judgement judgement) {
        ActionMask mask = judgement.mask();
        Map<String, Object> input = entry.maskedInput();
        return new ShownAction(
                entry.proposal().tool(),
                entry.maskedCwd(),
                mask.text(Headline.of(judgement.facts())),
                text(input, "command"),
                ProposedDiff.of(entry.proposal().tool(), input),
                judgement.files().stream()
                        .map(file -> new FileTouch(mask.text(file.path()), file.access()))
                        .toList(),
                entry.hosts(),
                judgement.effects(),
                input);
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return input.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    private static MatchedRule masked(MatchedRule rule, ActionMask mask) {
        return new MatchedRule(
                rule.id(), rule.title(), rule.effect(), mask.text(rule.message()), rule.source());
    }
}
