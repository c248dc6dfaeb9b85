package dev.countersign.policy.corpus;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the shipped baseline says to one part of the corpus. */
record Judgements(String name, List<Judgement> all) {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    record Judgement(CorpusLine line, Effect effect) {
        boolean stopped() {
            return effect.compareTo(Effect.REQUIRE_APPROVAL) >= 0;
        }

        boolean asExpected() {
            return line.expected().compareTo(Effect.REQUIRE_APPROVAL) >= 0
                    ? effect.compareTo(line.expected()) >= 0
                    : !stopped();
        }
    }

    static Judgements of(String name, List<CorpusLine> lines) {
        return new Judgements(
                name,
                lines.stream()
                        .map(line -> new Judgement(line, Judged.effect(BASELINE, line.text())))
                        .toList());
    }

    Map<String, Judgements> byHeading() {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                judgement -> judgement.line().heading(),
                                LinkedHashMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.toList(), list -> new Judgements("", list))));
    }

    long stopped() {
        return all.stream().filter(Judgement::stopped).count();
    }

    long asExpected() {
        return all.stream().filter(Judgement::asExpected).count();
    }

    List<Judgement> wrong() {
        return all.stream().filter(judgement -> !judgement.asExpected()).toList();
    }
}
