package dev.countersign.policy.suite;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Scene;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.PolicySet;
import java.util.List;

/**
 * The policy that cases are about, with everything that is in force beside it. Examples speak of
 * its rules alone, tests of what comes of all layers together.
 */
public final class Subject {
    private final PolicySet policies;
    private final Layer layer;
    private final CompiledPolicy inForce;
    private final Catalogue declared;

    private Subject(PolicySet policies, Layer layer, CompiledPolicy inForce) {
        this.policies = policies;
        this.layer = layer;
        this.inForce = inForce;
        this.declared =
                policies.layers().stream()
                        .map(one -> one.policy().catalogue())
                        .reduce(Catalogue.EMPTY, Catalogue::and);
    }

    /** A policy file without others beside it. */
    public static Subject alone(Policy policy) {
        return in(PolicySet.of(policy)).getFirst();
    }

    /** Each policy of these, with the others in force. */
    public static List<Subject> in(PolicySet policies) {
        CompiledPolicy together = CompiledPolicy.of(policies);
        return policies.layers().stream()
                .map(layer -> new Subject(policies, layer, together))
                .toList();
    }

    /** The file under test, with its packs. */
    public Policy policy() {
        return layer.policy();
    }

    CompiledPolicy inForce() {
        return inForce;
    }

    /** The same with another policy in its place. */
    Subject with(Policy changed) {
        Layer instead = new Layer(layer.rank(), layer.folder(), changed);
        PolicySet all = policies.with(instead);
        return new Subject(all, instead, CompiledPolicy.of(all));
    }

    /** The folder that the file speaks of, relative to the root; empty for the root itself. */
    String folder() {
        return layer.folder();
    }

    /** What the rules of the file look at: their patterns are anchored in its folder. */
    Scene scene(Facts facts, Circumstances circumstances) {
        var scene = new Scene(facts, circumstances);
        return layer.folder().isEmpty() ? scene : scene.in(layer.folder());
    }

    /** As judging does it: a request to what is not declared is a connection and nothing else. */
    boolean isJudged(Fact fact) {
        return !(fact instanceof Fact.ApiCall call) || declared.declares(call.to());
    }

    /** The parts of a week that any of the policies tells apart. */
    Hours hours() {
        return Hours.of(
                policies.layers().stream().flatMap(one -> one.policy().rules().stream()).toList());
    }
}
