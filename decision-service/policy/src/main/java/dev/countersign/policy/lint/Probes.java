package dev.countersign.policy.lint;

import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Explanation;
import dev.countersign.policy.language.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a policy about made-up actions; the same question is asked once. */
final class Probes {
    private final CompiledPolicy compiled;
    private final Map<Probe, List<Explanation.ExplainedFact>> asked = new HashMap<>();

    Probes(Policy policy) {
        this.compiled = CompiledPolicy.of(policy);
    }

    /** Every fact of the action with the rules that speak of it. */
    List<Explanation.ExplainedFact> ask(Probe probe) {
        return asked.computeIfAbsent(
                probe, one -> compiled.explain(one.facts(), Circumstances.in(Probe.ROOT)).facts());
    }

    static boolean speaksOf(Explanation.ExplainedFact fact, String rule) {
        return fact.rules().stream().anyMatch(considered -> considered.id().equals(rule));
    }
}
