package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.suite.CheckedPolicy;
import dev.countersign.runtime.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A set of policy files, read and checked: path to text. The layer of a file is in its name. */
final class PolicyFiles {

    /** The pattern of a file that names no agent: it is for all. */
    private static final String EVERYONE = "*";

    private static final String OVERRIDE = "/.agent-policy.override.yml";

    private final SortedMap<String, String> texts;
    private final SortedMap<String, Policy> policies;

    private PolicyFiles(SortedMap<String, String> texts, SortedMap<String, Policy> policies) {
        this.texts = texts;
        this.policies = policies;
    }

    static String nameOf(PolicyLayer layer) {
        return switch (layer) {
            case ORGANISATION -> ".agent-policy.organisation.yml";
            case TEAM -> ".agent-policy.team.yml";
            case REPOSITORY -> ".agent-policy.yml";
        };
    }

    /** Empty for what is no policy, such as its tests. */
    static Optional<PolicyLayer> layerOf(String path) {
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
     * Reads files, and runs the tests and examples in them.
     *
     * @throws Refused INVALID_POLICY with every error, and with every test that fails
     */
    static PolicyFiles checked(Map<String, String> texts) {
        return read(texts, CheckedPolicy::read);
    }

    /**
     * Files that were checked before.
     *
     * @throws Refused INVALID_POLICY with every error of every file
     */
    static PolicyFiles read(Map<String, String> texts) {
        return read(texts, PolicyFile::read);
    }

    private static PolicyFiles read(
            Map<String, String> texts, BiFunction<String, String, Policy> reading) {
        SortedMap<String, Policy> policies = new TreeMap<>();
        List<PolicyErrors> errors = new ArrayList<>();
        texts.forEach(
                (path, text) -> {
                    if (layerOf(path).isPresent()) {
                        try {
                            policies.put(path, reading.apply(path, text));
                        } catch (PolicyErrors found) {
                            errors.add(found);
                        }
                    }
                });
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        return new PolicyFiles(new TreeMap<>(texts), policies);
    }

    private static Refused refused(List<PolicyErrors> all) {
        return new Refused(
                DecisionError.INVALID_POLICY,
                String.join("\n", all.stream().map(PolicyErrors::getMessage).toList()),
                Map.of("errors", all.stream().flatMap(PolicyFiles::places).toList()));
    }

    private static Stream<Map<String, Object>> places(PolicyErrors errors) {
        return errors.errors().stream()
                .map(
                        error ->
                                Map.of(
                                        "file",
                                        errors.file(),
                                        "line",
                                        error.line(),
                                        "column",
                                        error.column(),
                                        "message",
                                        error.message()));
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

    CompiledPolicy compiled() {
        return CompiledPolicy.of(List.copyOf(policies.values()));
    }
}
