package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.condition.Unlisted;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.Family;
import dev.countersign.policy.language.Mode;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.Rule;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.Rank;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** One policy in its layer, made ready for judging. */
final class CompiledLayer {
    private final Policy policy;
    private final int place;
    private final Optional<Folder> folder;
    private final List<Applied> rules;
    private final RuleIndex index;
    private final List<Unlisted> lists;

    /**
     * What packs let through: it holds where the policy's own rules say nothing, as it would from
     * the shipped baseline.
     */
    private final BitSet usual = new BitSet();

    private final BitSet own = new BitSet();

    private CompiledLayer(Policy policy, Optional<Folder> folder, int place) {
        this.policy = policy;
        this.place = place;
        this.folder = folder;
        this.rules =
                policy.rules().stream()
                        .map(rule -> new Applied(rule, observed(rule), place))
                        .toList();
        this.index = new RuleIndex(policy.rules());
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = policy.rules().get(i);
            boolean written = policy.wrote(rule.source());
            own.set(i, written);
            usual.set(i, !written && !rule.effect().restricts());
        }
        this.lists =
                policy.rules().stream()
                        .filter(rule -> rule.match() instanceof Unlisted)
                        .map(rule -> (Unlisted) rule.match())
                        .toList();
    }

    /** What is shipped: it stands in no layer. */
    CompiledLayer(Policy policy) {
        this(policy, Optional.empty(), Applied.SHIPPED);
    }

    /** The layers of a set, from the highest to the lowest. */
    static List<CompiledLayer> of(List<Layer> layers) {
        var compiled = new ArrayList<CompiledLayer>();
        for (Layer layer : layers) {
            Optional<Folder> folder =
                    layer.rank() == Rank.OVERRIDE
                            ? Optional.of(new Folder(layer.folder()))
                            : Optional.empty();
            compiled.add(new CompiledLayer(layer.policy(), folder, compiled.size()));
        }
        return List.copyOf(compiled);
    }

    private boolean observed(Rule rule) {
        return rule.mode().orElse(policy.mode()) == Mode.OBSERVE && !rule.alwaysEnforce();
    }

    Policy policy() {
        return policy;
    }

    boolean observes() {
        return policy.mode() == Mode.OBSERVE;
    }

    boolean isOverride() {
        return folder.isPresent();
    }

    boolean mayConcern(Fact fact, Scene scene) {
        return folder.isEmpty() || folder.get().mayConcern(fact, scene);
    }

    boolean surelyHolds(Fact fact, Scene scene) {
        return folder.isEmpty() || folder.get().surelyHolds(fact, scene);
    }

    void addMatching(Fact fact, Scene scene, List<Applied> into) {
        Scene there = own(scene);
        BitSet found = index.couldSpeakOf(fact, there);
        boolean said = false;
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            if (!(said && usual.get(i)) && rules.get(i).rule().speaksOf(fact, there)) {
                into.add(rules.get(i));
                said |= own.get(i) && (!rules.get(i).observed() || observes());
            }
        }
    }

    /** Where the patterns of this policy are anchored. */
    private Scene own(Scene scene) {
        return folder.isEmpty() ? scene : folder.get().in(scene);
    }

    /** Whether one of its closed lists surely names the fact. */
    boolean names(String list, Fact fact, Scene scene) {
        return lists.stream()
                .anyMatch(
                        one ->
                                one.list().equals(list)
                                        && surelyHolds(fact, scene)
                                        && one.names(fact, own(scene)));
    }

    boolean delegates(String list) {
        return policy.delegated().stream().anyMatch(one -> one.id().equals(list));
    }

    /** The stated default for the fact's family, as a rule that can be shown. */
    Optional<Applied> stated(Fact fact) {
        Family family = Family.of(fact);
        return Optional.ofNullable(policy.defaults().get(family))
                .map(
                        stated ->
                                new Applied(
                                        byDefault(family, stated.effect(), stated.source()),
                                        observes(),
                                        place));
    }

    static Rule byDefault(Family family, Effect effect, Source source) {
        return Rule.simple(
                "default." + family.id(),
                "Default for " + family.id(),
                effect,
                new All(List.of()),
                source);
    }
}
