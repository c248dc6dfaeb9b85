package dev.countersign.decision.bundle;

import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.masking.Masking;
import dev.countersign.runtime.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All policies in force at one moment, by scope. Immutable but for what it remembers of agents'
 * names.
 *
 * <p>Of each layer an agent has the policy for exactly its name, else the one for the pattern that
 * says most of it; they are judged together.
 */
final class InForce {

    private final Map<Scope, Part> parts;
    private final Masking masking;
    private final Loaded baseline;
    private final Map<List<String>, Loaded> compiled = new ConcurrentHashMap<>();
    private final Map<String, Loaded> byAgent = new ConcurrentHashMap<>();

    InForce(Map<Scope, Part> parts, Masking masking) {
        this.parts = Map.copyOf(parts);
        this.masking = masking;
        this.baseline = Loaded.baseline(masking);
    }

    /** The same for other parts; keeps what is compiled and still in force, and knows as many. */
    InForce with(Map<Scope, Part> next) {
        if (next.equals(parts)) {
            return this;
        }
        InForce now = new InForce(next, masking);
        now.compiled.putAll(compiled);
        byAgent.keySet().forEach(now::forAgent);
        now.compiled.values().retainAll(Set.copyOf(now.byAgent.values()));
        return now;
    }

    /** With these parts in place of what their scopes have. */
    InForce and(Map<Scope, Part> more) {
        var all = new HashMap<>(parts);
        all.putAll(more);
        return new InForce(all, masking);
    }

    /** Nothing is known of what should be in force, so for everybody it is the least. */
    static InForce unknown(Masking masking, String why) {
        return new InForce(
                Map.of(new Scope(PolicyLayer.ORGANISATION, "*"), new Part("", Map.of(), why)),
                masking);
    }

    Loaded forAgent(String name) {
        return byAgent.computeIfAbsent(name, this::choose);
    }

    private Loaded choose(String name) {
        Map<PolicyLayer, Map.Entry<Scope, Part>> best = new EnumMap<>(PolicyLayer.class);
        parts.entrySet().stream()
                .filter(part -> part.getKey().covers(name))
                .sorted(
                        Map.Entry.comparingByKey(
                                Comparator.comparingInt(Scope::says).thenComparing(Scope::pattern)))
                .forEach(part -> best.put(part.getKey().layer(), part));
        if (best.isEmpty()) {
            return baseline;
        }
        List<Part> chosen = best.values().stream().map(Map.Entry::getValue).toList();
        List<String> key =
                best.values().stream()
                        .map(one -> one.getKey().layer() + " " + one.getValue())
                        .toList();
        return compiled.computeIfAbsent(key, ignored -> together(chosen));
    }

    /** From the widest layer down; one that does not fit those above it is left out. */
    private Loaded together(List<Part> chosen) {
        SortedMap<String, String> files = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        Loaded all = baseline;
        for (Part part : chosen) {
            part.why().ifPresent(missing::add);
            SortedMap<String, String> more = new TreeMap<>(files);
            more.putAll(part.files());
            try {
                all = more.isEmpty() ? all : Loaded.of(PolicyFiles.read(more), masking);
                files = more;
            } catch (Refused errors) {
                missing.add(
                        "The policy %s does not fit the layers above it: %s"
                                .formatted(part.policy(), errors.getMessage()));
            }
        }
        return missing.isEmpty() ? all : all.without(String.join(" ", missing));
    }

    /**
     * What is in force for one scope.
     *
     * @param policy its identifier
     * @param files of its layer
     * @param missing why it is not in force although it should be; empty if it is
     */
    record Part(String policy, Map<String, String> files, String missing) {

        static Part good(String policy, Map<String, String> files) {
            return new Part(policy, files, "");
        }

        Optional<String> why() {
            return missing.isEmpty() ? Optional.empty() : Optional.of(missing);
        }

        @Override
        public String toString() {
            return policy + missing;
        }
    }
}
