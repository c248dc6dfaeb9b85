package dev.countersign.decision.bundle;

import dev.countersign.decision.masking.Masking;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.match.NamePattern;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All policies in force at one moment. Immutable but for what it remembers of agents' names. */
final class Bundle {

    private final Loaded baseline;
    private final Map<String, Loaded> byPattern;
    private final Map<String, Loaded> byAgent = new ConcurrentHashMap<>();

    Bundle(Loaded baseline, Map<String, Loaded> byPattern) {
        this.baseline = baseline;
        this.byPattern = Map.copyOf(byPattern);
    }

    /**
     * The policy for an agent: the one activated for exactly its name, else for the pattern that
     * says most of it, else the shipped baseline.
     */
    Loaded forAgent(String name) {
        return byAgent.computeIfAbsent(name, this::choose);
    }

    Optional<Loaded> activatedFor(String pattern) {
        return Optional.ofNullable(byPattern.get(pattern));
    }

    private Loaded choose(String name) {
        Loaded exact = byPattern.get(name);
        if (exact != null) {
            return exact;
        }
        return byPattern.entrySet().stream()
                .filter(entry -> new NamePattern(entry.getKey()).surelyMatches(name))
                .max(
                        Comparator.comparing(
                                        (Map.Entry<String, Loaded> entry) ->
                                                entry.getKey().replace("*", "").length())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .orElse(baseline);
    }

    /**
     * A policy ready for judging.
     *
     * @param redact names of input fields that it wants masked
     * @param masker knows the credentials that it declares
     */
    record Loaded(CompiledPolicy compiled, List<String> redact, Masker masker) {
        static Loaded baseline(Masking masking) {
            return of(CompiledPolicy.baseline(), List.of(), masking);
        }

        static Loaded of(Policy policy, Masking masking) {
            return of(CompiledPolicy.of(policy), policy.audit().redact(), masking);
        }

        private static Loaded of(CompiledPolicy compiled, List<String> redact, Masking masking) {
            return new Loaded(compiled, redact, masking.with(compiled.secrets()));
        }
    }
}
