package dev.countersign.decision.bundle;

import dev.countersign.approval.api.FileTouch;
import dev.countersign.approval.api.MatchedRule;
import dev.countersign.approval.api.Panel;
import dev.countersign.approval.api.Requirement;
import dev.countersign.decision.api.Effect;
import dev.countersign.decision.api.RuleView;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.history.Limits;
import dev.countersign.policy.history.Traces;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.masking.ActionMask;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the policy in force says about one action, in the words of the wire.
 *
 * @param root the folder at which relative patterns were anchored, empty if unknown
 * @param bypass what an emergency bypass must fulfil to lift the verdict
 * @param mask takes the secrets out of what is shown of the action; to be given its fields first
 */
public record Judgement(
        Facts facts, String root, Verdict verdict, BypassTerms bypass, ActionMask mask) {

    /** What is in force. */
    public Effect effect() {
        return effect(verdict.effect());
    }

    /** What is recorded: where the policy only observes, what would have happened. */
    public Effect shownEffect() {
        return verdict.mode() == Mode.OBSERVE ? effect(verdict.wouldBe()) : effect();
    }

    public String mode() {
        return switch (verdict.mode()) {
            case ENFORCE -> "enforce";
            case OBSERVE -> "observe";
        };
    }

    /** Every rule that asks for attention, and those that led to the effect. */
    public List<RuleView> rules() {
        return spoke().map(rule -> new RuleView(rule.id(), effect(rule.effect()))).toList();
    }

    public List<MatchedRule> matchedRules() {
        return spoke().map(
                        rule ->
                                new MatchedRule(
                                        rule.id(),
                                        rule.title(),
                                        rule.effect().id(),
                                        rule.message(),
                                        rule.source()))
                .toList();
    }

    public Optional<Requirement> requirement() {
        return verdict.approval().map(Judgement::requirement);
    }

    static Requirement requirement(ApprovalRequirement wanted) {
        return new Requirement(
                wanted.panels().stream().map(Judgement::panel).toList(),
                wanted.ttl(),
                wanted.stepUp());
    }

    private static Panel panel(ApprovalRequirement.Panel panel) {
        return new Panel(
                List.copyOf(panel.groups()),
                panel.quorum(),
                panel.escalation()
                        .map(step -> new Panel.Escalation(step.after(), List.copyOf(step.to()))));
    }

    /**
     * What the call leaves behind in its session if it proceeds, masked.
     *
     * @param call tells the call from others
     */
    public Traces traces(String call) {
        Traces traces = Traces.of(facts, root, call);
        return traces.isEmpty()
                ? traces
                : Limits.fitting(traces.masked(mask::text), facts.history());
    }

    /** Another one whenever a file that counts and that the agent wrote holds something else. */
    public String filesDigest() {
        return facts.notes().digestOfUsed();
    }

    public List<FileTouch> files() {
        return only(
                Fact.FileAccess.class,
                file -> new FileTouch(file.place().show(), file.access().id()));
    }

    public List<String> paths() {
        return only(Fact.FileAccess.class, file -> file.place().show());
    }

    public List<String> hosts() {
        return only(Fact.Egress.class, egress -> Wild.show(egress.host()));
    }

    public List<String> effects() {
        return only(Fact.EffectTag.class, tag -> tag.tag().id());
    }

    private <F extends Fact, T> List<T> only(Class<F> kind, Function<F, T> shown) {
        return facts.all().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(shown)
                .distinct()
                .toList();
    }

    private Stream<dev.countersign.policy.evaluate.MatchedRule> spoke() {
        Effect shown = shownEffect();
        return verdict.rules().stream()
                .filter(
                        rule ->
                                effect(rule.effect()) == shown
                                        || effect(rule.effect()) != Effect.ALLOW);
    }

    public static Effect effect(dev.countersign.policy.language.Effect effect) {
        return switch (effect) {
            case ALLOW -> Effect.ALLOW;
            case WARN -> Effect.WARN;
            case REQUIRE_APPROVAL -> Effect.REQUIRE_APPROVAL;
            case DENY -> Effect.DENY;
            case KILL -> Effect.KILL;
        };
    }
}
