package dev.countersign.policy.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.corpus.Corpus;
import dev.countersign.policy.corpus.CorpusLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Takes one entry after the other out of the tables: what some line of the corpus is judged by must
 * change. What no line needs is superfluous or unprotected; the floors are the best so far.
 */
@Tag("oracle")
class TableMutationTest {
    private static final double EFFECTS_PROTECTED = 0.38;
    private static final double ALL_PROTECTED = 0.14;

    private final Map<String, List<String>> linesByProgram = new HashMap<>();
    private final Map<String, List<String>> usual = new HashMap<>();

    @Test
    void entries_are_needed_by_some_line() throws IOException {
        Corpus.all().stream().map(CorpusLine::text).forEach(this::learn);
        List<TableMutants.Mutant> mutants = TableMutants.all();

        List<TableMutants.Mutant> unprotected =
                mutants.stream().filter(mutant -> !isNoticed(mutant)).toList();

        Files.write(
                Path.of("target/table-mutation.txt"),
                unprotected.stream().map(TableMutants.Mutant::name).sorted().toList());
        assertThat(share(mutants, unprotected, true)).isGreaterThanOrEqualTo(EFFECTS_PROTECTED);
        assertThat(share(mutants, unprotected, false)).isGreaterThanOrEqualTo(ALL_PROTECTED);
    }

    private static double share(
            List<TableMutants.Mutant> mutants,
            List<TableMutants.Mutant> unprotected,
            boolean onlyEffects) {
        long all = mutants.stream().filter(one -> !onlyEffects || one.isEffect()).count();
        long open = unprotected.stream().filter(one -> !onlyEffects || one.isEffect()).count();
        return 1 - (double) open / all;
    }

    private void learn(String line) {
        List<Fact> facts = Judged.facts(line).all();
        usual.put(line, shown(facts));
        var programs = new HashSet<String>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Invocation invocation && programs.add(invocation.program())) {
                linesByProgram
                        .computeIfAbsent(invocation.program(), key -> new ArrayList<>())
                        .add(line);
            }
        }
    }

    private boolean isNoticed(TableMutants.Mutant mutant) {
        mutant.remove().run();
        try {
            return mutant.programs().stream()
                    .flatMap(name -> linesByProgram.getOrDefault(name, List.of()).stream())
                    .anyMatch(line -> !shown(Judged.facts(line).all()).equals(usual.get(line)));
        } finally {
            mutant.restore().run();
        }
    }

    /** Options by their meaning are part of what is matched. */
    private static List<String> shown(List<Fact> facts) {
        return facts.stream()
                .map(
                        fact ->
                                fact instanceof Fact.Invocation invocation
                                        ? fact.show() + " " + invocation.usage()
                                        : fact.show())
                .toList();
    }
}
