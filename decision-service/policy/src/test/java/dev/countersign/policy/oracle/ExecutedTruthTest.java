package dev.countersign.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.corpus.Corpus;
import dev.countersign.policy.corpus.CorpusLine;
import dev.countersign.policy.corpus.FoldedLines;
import dev.countersign.policy.corpus.GeneratedShell;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs lines with the real Bash and compares what happened with what was foreseen. */
@Tag("oracle")
class ExecutedTruthTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    /** It would fill the process table of the machine that runs the test. */
    private static final String NEVER_RUN = ":(){ :|:& };:";

    private static DisposableRoot root;

    @BeforeAll
    static void build() throws IOException {
        var missing = DisposableRoot.missing();
        assumeTrue(missing.isEmpty(), () -> "skipped because " + missing.orElseThrow());
        root = DisposableRoot.in(Path.of("target/oracle"));
    }

    @Test
    void whatever_ran_was_foreseen() {
        var explained = new Explained("explained-truth.txt");
        lines().distinct().toList().parallelStream().forEach(line -> compare(line, explained));

        assertThat(explained.unexplained()).isEmpty();
        assertThat(explained.outdated()).isEmpty();
    }

    private static Stream<String> lines() {
        return Stream.of(
                        Corpus.all().stream().map(CorpusLine::text),
                        FoldedLines.read(ExecutedTruthTest.class, "syntax.txt").stream()
                                .map(FoldedLines.Entry::text),
                        GeneratedShell.lines(20261121, 600))
                .flatMap(lines -> lines)
                .filter(line -> !line.equals(NEVER_RUN));
    }

    private static void compare(String line, Explained explained) {
        Execution execution = root.run(line);
        Facts facts = Judged.facts(line);
        var containment = new Containment(facts);
        List<Recorded> surprises =
                execution.calls().stream().filter(call -> !containment.foresees(call)).toList();
        if (!surprises.isEmpty()) {
            explained.differs(line, "ran " + surprises);
        }
        Effect effect = BASELINE.judge(facts, Circumstances.in(Judged.ROOT)).effect();
        if (!effect.restricts()) {
            wentOn(line, execution, explained);
        }
    }

    /** A line that asks no human shows no secret and leaves the sentinels alone. */
    private static void wentOn(String line, Execution execution, Explained explained) {
        boolean told =
                execution.output().contains(Skeleton.MARKER)
                        || execution.calls().toString().contains(Skeleton.MARKER);
        if (told) {
            explained.differs(line, "showed a secret");
        }
        for (String sentinel : Skeleton.SENTINELS) {
            if (execution.left().stream().noneMatch(file -> file.startsWith(sentinel))) {
                explained.differs(line, "deleted " + sentinel);
            }
        }
    }
}
