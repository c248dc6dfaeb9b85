package dev.countersign.policy.layer;

import dev.countersign.policy.language.Audit;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The policies that hold together, each in its layer, the highest first.
 *
 * @param layers at most one of each rank but override, and one override for each folder
 */
public record PolicySet(List<Layer> layers) {
    public static final int MANY_OVERRIDES = 15;

    public PolicySet {
        layers = layers.stream().sorted(Layer.DOWNWARDS).toList();
        if (layers.stream().map(one -> one.rank() + one.folder()).distinct().count()
                < layers.size()) {
            throw new IllegalArgumentException("two policies stand in the same place");
        }
    }

    /** What is to be recorded; a lower layer can ask for more of it, never for less. */
    public Audit audit() {
        return policies().map(Policy::audit).reduce(Audit::and).orElse(Audit.USUAL);
    }

    /** What an emergency bypass must fulfil; a lower layer can demand more, never less. */
    public BypassTerms bypass() {
        return policies().map(Policy::bypass).reduce(BypassTerms::and).orElse(BypassTerms.NONE);
    }

    /** More of them than {@value #MANY_OVERRIDES} are hard to keep in one's head. */
    public List<Layer> overrides() {
        return layers.stream().filter(layer -> layer.rank() == Rank.OVERRIDE).toList();
    }

    private Stream<Policy> policies() {
        return layers.stream().map(Layer::policy);
    }

    /** One policy alone, as the repository's. */
    public static PolicySet of(Policy policy) {
        return new PolicySet(List.of(new Layer(Rank.REPOSITORY, "", policy)));
    }

    /**
     * Reads files that hold together. Files of tests ({@code *_test.yml}) are none of them and left
     * out. A file alone is the repository's, whatever it is called, unless its name says more.
     *
     * @param files the texts by their paths from the root folder: {@code
     *     .agent-policy.organisation.yml}, {@code .agent-policy.team.yml}, {@code
     *     .agent-policy.yml}, {@code backend/.agent-policy.override.yml}; the order does not
     *     matter. Each can use the names of calendars, approval profiles, interfaces and
     *     credentials of those above it
     * @throws PolicyErrors with every error of all files
     */
    public static PolicySet read(Map<String, String> files) {
        return ReadLayers.of(files, UnaryOperator.identity()).set();
    }

    /** The same with another policy in the place of one. */
    public PolicySet with(Layer layer) {
        return new PolicySet(
                Stream.concat(
                                layers.stream()
                                        .filter(
                                                one ->
                                                        one.rank() != layer.rank()
                                                                || !one.folder()
                                                                        .equals(layer.folder())),
                                Stream.of(layer))
                        .toList());
    }
}
