package dev.countersign.policy.suite;

import dev.countersign.policy.language.Constraints;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every policy that differs from this one in one thing which its file states. */
final class Mutants {
    private final Policy policy;

    private Mutants(Policy policy) {
        this.policy = policy;
    }

    /** In the order of the rules; what packs say is left alone. */
    static Stream<Mutant> of(Policy policy) {
        var mutants = new Mutants(policy);
        return Stream.of(
                        IntStream.range(0, policy.rules().size())
                                .filter(at -> Coverage.isOwn(policy.rules().get(at), policy))
                                .boxed()
                                .flatMap(mutants::ofRule),
                        mutants.defaults(),
                        mutants.rate().stream(),
                        mutants.observing().stream())
                .flatMap(each -> each);
    }

    private Stream<Mutant> ofRule(int at) {
        Rule rule = policy.rules().get(at);
        Stream<Mutant> dropped =
                Stream.of(
                        ruleMutant(
                                at,
                                "dropped",
                                Optional.empty(),
                                () -> withRules(Altered.without(policy.rules(), at))));
        return Stream.concat(
                dropped,
                AlteredRule.of(rule, policy.mode())
                        .map(
                                one ->
                                        ruleMutant(
                                                at,
                                                one.change(),
                                                Optional.of(one.now()),
                                                () ->
                                                        withRules(
                                                                Altered.with(
                                                                        policy.rules(),
                                                                        at,
                                                                        one.now())))));
    }

    private Mutant ruleMutant(int at, String change, Optional<Rule> now, Supplier<Policy> whole) {
        return new Mutant(
                Trial.ref(policy.rules().get(at)),
                change,
                new Mutant.Altering(OptionalInt.of(at), now, whole));
    }

    private static Mutant ofPolicy(Outcome.RuleRef about, String change, Supplier<Policy> whole) {
        return new Mutant(
                about, change, new Mutant.Altering(OptionalInt.empty(), Optional.empty(), whole));
    }

    /** Where a pack states the default, its own cases protect it. */
    private Stream<Mutant> defaults() {
        return policy.defaults().entrySet().stream()
                .filter(entry -> policy.wrote(entry.getValue().source()))
                .flatMap(entry -> weakerDefault(entry.getKey(), entry.getValue()).stream());
    }

    /** What is not understood is held anyway. */
    private Optional<Mutant> weakerDefault(Family family, Policy.Default stated) {
        return Weaker.than(stated.effect())
                .filter(effect -> family != Family.OPAQUE || effect.restricts())
                .map(
                        effect ->
                                ofPolicy(
                                        new Outcome.RuleRef(
                                                "default." + family.id(),
                                                stated.source().toString()),
                                        "%s instead of %s"
                                                .formatted(effect.id(), stated.effect().id()),
                                        () -> withDefault(family, effect)));
    }

    private Optional<Mutant> rate() {
        OptionalInt most = policy.constraints().maxActionsPerMinute();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        int more = most.getAsInt() + 1;
        return Optional.of(
                ofPolicy(
                        whole("constraints.max_actions_per_minute"),
                        more + " instead of " + most.getAsInt(),
                        () -> withConstraints(new Constraints(OptionalInt.of(more)))));
    }

    private Optional<Mutant> observing() {
        return policy.mode() == Mode.OBSERVE
                ? Optional.empty()
                : Optional.of(
                        ofPolicy(
                                whole("mode"),
                                "observe instead of enforce",
                                () -> withMode(Mode.OBSERVE)));
    }

    private Outcome.RuleRef whole(String id) {
        return new Outcome.RuleRef(id, policy.name() + ":1:1");
    }

    private Policy withRules(List<Rule> rules) {
        return rebuilt(policy.mode(), policy.defaults(), rules, policy.constraints());
    }

    private Policy withDefault(Family family, Effect effect) {
        Map<Family, Policy.Default> defaults = new EnumMap<>(policy.defaults());
        defaults.computeIfPresent(
                family, (key, stated) -> new Policy.Default(effect, stated.source()));
        return rebuilt(policy.mode(), defaults, policy.rules(), policy.constraints());
    }

    private Policy withConstraints(Constraints constraints) {
        return rebuilt(policy.mode(), policy.defaults(), policy.rules(), constraints);
    }

    private Policy withMode(Mode mode) {
        return rebuilt(mode, policy.defaults(), policy.rules(), policy.constraints());
    }

    private Policy rebuilt(
            Mode mode,
            Map<Family, Policy.Default> defaults,
            List<Rule> rules,
            Constraints constraints) {
        return new Policy(
                policy.heading(),
                mode,
                defaults,
                policy.delegated(),
                rules,
                constraints,
                policy.audit(),
                policy.names(),
                policy.alerts(),
                policy.bypass(),
                policy.cases());
    }
}
