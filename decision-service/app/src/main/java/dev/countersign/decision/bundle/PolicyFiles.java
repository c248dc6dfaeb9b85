package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.BypassTerms;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.suite.CheckedPolicy;
import dev.countersign.runtime.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A set of policy files, read and checked: path to text. The layer of a file is in its name. */
public final class PolicyFiles {

    /** The pattern of a file that names no agent: it is for all. */
    private static final String EVERYONE = "*";

    private static final String OVERRIDE = "/.agent-policy.override.yml";

    private final SortedMap<String, String> texts;
    private final PolicySet set;
    private final SortedMap<String, Policy> policies = new TreeMap<>();

    private PolicyFiles(SortedMap<String, String> texts, PolicySet set) {
        this.texts = texts;
        this.set = set;
        set.layers().forEach(layer -> policies.put(layer.policy().name(), layer.policy()));
    }

    /** Whether a file of that path belongs into such a set: it is a policy, or tests of one. */
    public static boolean includes(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return layerOf(path).isPresent()
                || name.startsWith(".agent-policy") && name.endsWith("_test.yml");
    }

    /** What is called like a policy in the root folder and is none would be silently missing. */
    private static boolean isMisspelt(String path) {
        return path.startsWith(".agent-policy")
                && path.indexOf('/') < 0
                && !path.endsWith("_test.yml");
    }

    static String nameOf(PolicyLayer layer) {
        return switch (layer) {
            case ORGANISATION -> ".agent-policy.organisation.yml";
            case TEAM -> ".agent-policy.team.yml";
            case REPOSITORY -> ".agent-policy.yml";
        };
    }

    /** Empty for what is no policy, such as its tests. */
    public static Optional<PolicyLayer> layerOf(String path) {
        return path.endsWith(OVERRIDE)
                ? Optional.of(PolicyLayer.REPOSITORY)
                : Stream.of(PolicyLayer.values())
                        .filter(layer -> nameOf(layer).equals(path))
                        .findFirst();
    }

    /** Those of the texts that speak in the layer. */
    static SortedMap<String, String> in(PolicyLayer layer, Map<String, String> texts) {
        SortedMap<String, String> own = new TreeMap<>(texts);
        own.keySet().removeIf(path -> layerOf(path).filter(layer::equals).isEmpty());
        return own;
    }

    /**
     * Reads files, and runs the tests and examples of each with all of them in force.
     *
     * @throws Refused INVALID_POLICY with every error, and with every test that fails
     */
    static PolicyFiles checked(Map<String, String> texts) {
        PolicyFiles files = read(texts);
        try {
            CheckedPolicy.check(files.set);
        } catch (PolicyErrors broken) {
            throw refused(broken);
        }
        return files;
    }

    /**
     * Files that were checked before.
     *
     * @throws Refused INVALID_POLICY with every error of every file
     */
    static PolicyFiles read(Map<String, String> texts) {
        var speaking = new TreeMap<>(texts);
        speaking.keySet().removeIf(path -> layerOf(path).isEmpty() && !isMisspelt(path));
        try {
            return new PolicyFiles(new TreeMap<>(texts), PolicySet.read(speaking));
        } catch (PolicyErrors errors) {
            throw refused(errors);
        }
    }

    private static Refused refused(PolicyErrors errors) {
        return new Refused(
                DecisionError.INVALID_POLICY,
                String.valueOf(errors.getMessage()),
                Map.of(
                        "errors",
                        errors.byFile().entrySet().stream()
                                .flatMap(
                                        file ->
                                                file.getValue().stream()
                                                        .map(error -> place(file.getKey(), error)))
                                .toList()));
    }

    private static Map<String, Object> place(String file, PolicyError error) {
        return Map.of(
                "file", file,
                "line", error.line(),
                "column", error.column(),
                "message", error.message());
    }

    /** Layer by layer, the widest first. */
    List<Scope> scopes() {
        return policies.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(OVERRIDE))
                .flatMap(
                        entry ->
                                agents(entry.getValue()).stream()
                                        .map(
                                                agent ->
                                                        new Scope(
                                                                layerOf(entry.getKey())
                                                                        .orElseThrow(),
                                                                agent)))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> agents(Policy policy) {
        return policy.agents().isEmpty() ? List.of(EVERYONE) : policy.agents();
    }

    SortedMap<String, String> texts() {
        return texts;
    }

    Collection<Policy> policies() {
        return policies.values();
    }

    /** The widest layer's own file, by which the whole is called. */
    Policy head() {
        return Stream.of(PolicyLayer.values())
                .map(layer -> policies.get(nameOf(layer)))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refused(
                                        DecisionError.INVALID_POLICY,
                                        "There is none of %s, %s, %s; overrides need what they override."
                                                .formatted(
                                                        nameOf(PolicyLayer.ORGANISATION),
                                                        nameOf(PolicyLayer.TEAM),
                                                        nameOf(PolicyLayer.REPOSITORY))));
    }

    BypassTerms bypass() {
        return set.bypass();
    }

    CompiledPolicy compiled() {
        return CompiledPolicy.of(set);
    }
}
