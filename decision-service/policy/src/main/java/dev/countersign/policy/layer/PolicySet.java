package dev.countersign.policy.layer;

import dev.countersign.policy.language.Audit;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
     *     .agent-policy.yml}, {@code backend/.agent-policy.override.yml}; the order does not matter
     * @throws PolicyErrors with every error of all files
     */
    public static PolicySet read(Map<String, String> files) {
        var policies = new TreeMap<>(files);
        policies.keySet().removeIf(name -> name.endsWith("_test.yml"));
        var wrong = new TreeMap<String, List<PolicyError>>();
        var layers = new ArrayList<Layer>();
        policies.forEach(
                (name, yaml) -> {
                    try {
                        layers.add(layer(name, yaml, policies.size()));
                    } catch (PolicyErrors errors) {
                        wrong.putAll(errors.byFile());
                    }
                });
        if (!wrong.isEmpty()) {
            throw new PolicyErrors(wrong);
        }
        return new PolicySet(layers);
    }

    private static Layer layer(String name, String yaml, int files) {
        for (Rank rank : Rank.values()) {
            if (rank != Rank.OVERRIDE && name.equals(rank.fileName())) {
                return new Layer(rank, "", PolicyFile.read(name, yaml));
            }
        }
        if (name.endsWith("/" + Rank.OVERRIDE.fileName())) {
            return override(name, yaml);
        }
        if (files == 1 && !name.endsWith(Rank.OVERRIDE.fileName())) {
            return new Layer(Rank.REPOSITORY, "", PolicyFile.read(name, yaml));
        }
        throw refused(name, "this is no name of a policy; " + names(name));
    }

    private static String names(String name) {
        return name.contains("/")
                ? "in a folder only " + Rank.OVERRIDE.fileName() + " is one"
                : "in the root folder these are: "
                        + Rank.ORGANISATION.fileName()
                        + ", "
                        + Rank.TEAM.fileName()
                        + ", "
                        + Rank.REPOSITORY.fileName();
    }

    private static Layer override(String name, String yaml) {
        String folder = name.substring(0, name.length() - Rank.OVERRIDE.fileName().length() - 1);
        boolean plain =
                Arrays.stream(folder.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
        if (!plain || folder.chars().anyMatch(c -> "\\{}".indexOf(c) >= 0)) {
            throw refused(name, "the folder is not written plainly, relative to the root");
        }
        return new Layer(Rank.OVERRIDE, folder, PolicyFile.readOverride(name, yaml));
    }

    private static PolicyErrors refused(String name, String message) {
        return new PolicyErrors(Map.of(name, List.of(new PolicyError(1, 1, message))));
    }
}
