package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.layer.Layer;
import dev.countersign.policy.layer.PolicySet;
import dev.countersign.policy.layer.ReadLayers;
import dev.countersign.policy.suite.CheckedPolicy;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Policy files that were read together: what is in each, and what is wrong with it. The tests and
 * examples of each are asked of all of them together.
 */
public final class CheckedFiles {
    private final SortedMap<String, TextInput> policies;
    private final List<Layer> layers;
    private final SortedMap<String, List<PolicyError>> errors;

    private CheckedFiles(
            SortedMap<String, TextInput> policies,
            List<Layer> layers,
            SortedMap<String, List<PolicyError>> errors) {
        this.policies = policies;
        this.layers = layers;
        this.errors = errors;
    }

    public static CheckedFiles of(PolicyFiles files) {
        SortedMap<String, List<PolicyError>> errors = new TreeMap<>();
        SortedMap<String, String> sound = new TreeMap<>();
        SortedMap<String, TextInput> policies = files.policies();
        policies.forEach(
                (path, text) ->
                        text.flaw()
                                .ifPresentOrElse(
                                        flaw -> errors.put(text.name(), List.of(flaw)),
                                        () -> sound.put(path, text.text())));
        ReadLayers read = ReadLayers.of(sound, path -> name(policies, path));
        errors.putAll(read.wrong());
        if (errors.isEmpty()) {
            errors.putAll(broken(read.set()));
        }
        return new CheckedFiles(policies, read.layers(), errors);
    }

    private static String name(SortedMap<String, TextInput> policies, String path) {
        TextInput text = policies.get(path);
        return text == null ? path : text.name();
    }

    /** What the policies promise and do not keep. */
    private static SortedMap<String, List<PolicyError>> broken(PolicySet set) {
        try {
            CheckedPolicy.check(set);
            return new TreeMap<>();
        } catch (PolicyErrors wrong) {
            return wrong.byFile();
        }
    }

    /** The texts, by the names of the policies. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        policies.values().forEach(text -> texts.put(text.name(), text.text()));
        return texts;
    }

    /** All policies, if nothing is wrong with any of them. */
    public Optional<PolicySet> set() {
        return errors.isEmpty() ? Optional.of(new PolicySet(layers)) : Optional.empty();
    }

    /** Those that could be read, whatever is wrong with the others. */
    public PolicySet readable() {
        return new PolicySet(layers);
    }

    /** One of them, if nothing is wrong with it. */
    public Optional<Policy> policy(String name) {
        return layers.stream()
                .map(Layer::policy)
                .filter(policy -> policy.name().equals(name) && !errors.containsKey(name))
                .findFirst();
    }

    /** What is wrong with one of them. */
    public List<PolicyError> errors(String name) {
        return errors.getOrDefault(name, List.of());
    }

    /** The policies of the root folder itself, the narrowest first. */
    public List<Policy> heads() {
        return PolicySearch.OF_THE_ROOT.stream()
                .flatMap(path -> Optional.ofNullable(policies.get(path)).stream())
                .flatMap(text -> policy(text.name()).stream())
                .toList();
    }

    /** One line for each error, as compilers write them. */
    public List<String> lines() {
        return errors.entrySet().stream()
                .flatMap(
                        file ->
                                file.getValue().stream()
                                        .map(
                                                error ->
                                                        file.getKey()
                                                                + ":"
                                                                + Visible.line(error.toString())))
                .toList();
    }
}
