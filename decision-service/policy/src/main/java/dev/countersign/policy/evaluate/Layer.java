package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One policy made ready for judging. */
final class Layer {
    private final Policy policy;
    private final List<Applied> rules;
    private final RuleIndex index;

    Layer(Policy policy) {
        this.policy = policy;
        this.rules =
                policy.rules().stream().map(rule -> new Applied(rule, observed(rule))).toList();
        this.index = new RuleIndex(policy.rules());
    }

    private boolean observed(Rule rule) {
        return rule.mode().orElse(policy.mode()) == Mode.OBSERVE && !rule.alwaysEnforce();
    }

    Policy policy() {
        return policy;
    }

    void addMatching(Fact fact, Scene scene, List<Applied> into) {
        BitSet found = index.couldSpeakOf(fact, scene);
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            if (rules.get(i).rule().matches(fact, scene)) {
                into.add(rules.get(i));
            }
        }
    }

    /** The stated default for the fact's family, as a rule that can be shown. */
    Optional<Applied> stated(Fact fact) {
        Family family = Family.of(fact);
        return Optional.ofNullable(policy.defaults().get(family))
                .map(
                        stated ->
                                new Applied(
                                        byDefault(family, stated.effect(), stated.source()),
                                        policy.mode() == Mode.OBSERVE));
    }

    static Rule byDefault(Family family, Effect effect, Source source) {
        return new Rule(
                "default." + family.id(),
                "Default for " + family.id(),
                effect,
                new All(List.of()),
                List.of(),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                source);
    }

    static List<Layer> of(List<Policy> policies) {
        var layers = new ArrayList<Layer>();
        policies.forEach(policy -> layers.add(new Layer(policy)));
        return List.copyOf(layers);
    }
}
