package dev.countersign.policy.suite;

import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.language.ApprovalRequirement;
import dev.countersign.policy.language.ApprovalRequirement.Panel;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Rule;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A rule with one thing in it changed. */
final class AlteredRule {
    /** How the ids begin under which the short form is lowered. */
    private static final List<String> LOWERED =
            List.of(
                    "permissions.",
                    "constraints.",
                    "require_human_approval[",
                    "session_scope.",
                    "credentials.scope",
                    "policies.");

    private final Rule rule;
    private final Mode mode;
    private final AlteredCondition.Form form;

    private AlteredRule(Rule rule, Mode mode) {
        this.rule = rule;
        this.mode = mode;
        this.form =
                LOWERED.stream().anyMatch(rule.id()::startsWith)
                        ? AlteredCondition.Form.LOWERED
                        : AlteredCondition.Form.FULL;
    }

    /**
     * @param mode that of the policy
     */
    static Stream<Altered<Rule>> of(Rule rule, Mode mode) {
        return new AlteredRule(rule, mode).all();
    }

    private Stream<Altered<Rule>> all() {
        return Stream.of(
                        weaker().stream(),
                        AlteredCondition.of(rule.match(), form).map(this::match),
                        exceptions(),
                        liftable().stream(),
                        observed().stream(),
                        approval())
                .flatMap(altered -> altered);
    }

    private Altered<Rule> match(Altered<Condition> altered) {
        return altered.in(match -> with(rule.effect(), match, rule.except()));
    }

    private Optional<Altered<Rule>> weaker() {
        return Weaker.than(rule.effect())
                .map(
                        effect ->
                                new Altered<>(
                                        "%s instead of %s"
                                                .formatted(effect.id(), rule.effect().id()),
                                        with(effect, rule.match(), rule.except())));
    }

    private Rule with(Effect effect, Condition match, List<Condition> except) {
        return rebuilt(
                effect,
                match,
                except,
                rule.bypassable(),
                rule.alwaysEnforce(),
                effect == Effect.REQUIRE_APPROVAL ? rule.approval() : Optional.empty());
    }

    private Rule rebuilt(
            Effect effect,
            Condition match,
            List<Condition> except,
            boolean bypassable,
            boolean alwaysEnforce,
            Optional<ApprovalRequirement> approval) {
        return new Rule(
                rule.id(),
                rule.title(),
                effect,
                match,
                except,
                bypassable,
                alwaysEnforce,
                rule.mode(),
                approval,
                rule.message(),
                rule.references(),
                rule.source());
    }

    private Stream<Altered<Rule>> exceptions() {
        return IntStream.range(0, rule.except().size())
                .boxed()
                .flatMap(at -> exceptions(at).map(one -> one.within("except")));
    }

    private Stream<Altered<Rule>> exceptions(int at) {
        Condition exempt = rule.except().get(at);
        var dropped =
                new Altered<>(
                        "dropped",
                        with(rule.effect(), rule.match(), Altered.without(rule.except(), at)));
        return Stream.concat(
                Stream.of(dropped),
                Stream.concat(AlteredCondition.of(exempt, form), wider(exempt))
                        .map(
                                one ->
                                        one.in(
                                                other ->
                                                        with(
                                                                rule.effect(),
                                                                rule.match(),
                                                                Altered.with(
                                                                        rule.except(),
                                                                        at,
                                                                        other)))));
    }

    /** An exception with wider paths. */
    private static Stream<Altered<Condition>> wider(Condition condition) {
        if (condition instanceof PathsAre paths) {
            return AlteredPaths.wider(paths);
        }
        if (condition instanceof All all) {
            return inside(all.parts()).map(one -> one.in(All::new));
        }
        return condition instanceof Any any
                ? inside(any.parts()).map(one -> one.in(Any::new))
                : Stream.empty();
    }

    private static Stream<Altered<List<Condition>>> inside(List<Condition> parts) {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(
                        at ->
                                wider(parts.get(at))
                                        .map(one -> one.in(now -> Altered.with(parts, at, now))));
    }

    private Optional<Altered<Rule>> liftable() {
        return rule.bypassable() || !rule.effect().restricts() || rule.effect() == Effect.KILL
                ? Optional.empty()
                : Optional.of(
                        new Altered<>(
                                "without bypass: never",
                                rebuilt(
                                        rule.effect(),
                                        rule.match(),
                                        rule.except(),
                                        true,
                                        rule.alwaysEnforce(),
                                        rule.approval())));
    }

    /** Where nothing merely observes, always_enforce changes nothing. */
    private Optional<Altered<Rule>> observed() {
        return !rule.alwaysEnforce() || rule.mode().orElse(mode) == Mode.ENFORCE
                ? Optional.empty()
                : Optional.of(
                        new Altered<>(
                                "without always_enforce",
                                rebuilt(
                                        rule.effect(),
                                        rule.match(),
                                        rule.except(),
                                        rule.bypassable(),
                                        false,
                                        rule.approval())));
    }

    private Stream<Altered<Rule>> approval() {
        return rule.approval().stream()
                .flatMap(
                        approval ->
                                IntStream.range(0, approval.panels().size())
                                        .boxed()
                                        .flatMap(
                                                at ->
                                                        weaker(approval.panels().get(at))
                                                                .map(
                                                                        one ->
                                                                                one.in(
                                                                                        panel ->
                                                                                                with(
                                                                                                        approval,
                                                                                                        at,
                                                                                                        panel)))));
    }

    private Rule with(ApprovalRequirement approval, int at, Panel panel) {
        return rebuilt(
                rule.effect(),
                rule.match(),
                rule.except(),
                rule.bypassable(),
                rule.alwaysEnforce(),
                Optional.of(
                        new ApprovalRequirement(
                                Altered.with(approval.panels(), at, panel),
                                approval.ttl(),
                                approval.stepUp())));
    }

    private static Stream<Altered<Panel>> weaker(Panel panel) {
        Stream<Altered<Panel>> groups =
                Altered.smaller("group", panel.groups(), group -> group)
                        .map(
                                one ->
                                        one.in(
                                                rest ->
                                                        new Panel(
                                                                new TreeSet<>(rest),
                                                                panel.quorum(),
                                                                panel.escalation())));
        return panel.quorum() < 2
                ? groups
                : Stream.concat(
                        groups,
                        Stream.of(
                                new Altered<>(
                                        "a quorum of " + (panel.quorum() - 1),
                                        new Panel(
                                                panel.groups(),
                                                panel.quorum() - 1,
                                                panel.escalation()))));
    }
}
