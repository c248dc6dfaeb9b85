package dev.countersign.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * How well the shipped baseline tells dangerous lines from harmless ones. The floors are the best
 * that was reached so far: whoever does better moves them, nobody may do worse.
 */
class CorpusTest {
    private static final int DANGEROUS_MISSED = 8;
    private static final int LOOK_ALIKES_STOPPED = 1;
    private static final int SESSION_STOPPED = 2;

    private static final Judgements DANGEROUS = Judgements.of("Dangerous", Corpus.dangerous());
    private static final Judgements LOOK_ALIKES = Judgements.of("Look-alikes", Corpus.lookAlikes());
    private static final Judgements SESSION = Judgements.of("An ordinary day", Corpus.session());

    @AfterAll
    static void report() throws IOException {
        ScoreReport.write(
                Path.of("target/corpus-score.md"), List.of(DANGEROUS, LOOK_ALIKES, SESSION));
    }

    @Test
    void dangerous_lines_are_stopped() {
        assertThat(DANGEROUS.all().size() - DANGEROUS.stopped())
                .as(texts(DANGEROUS.wrong()))
                .isLessThanOrEqualTo(DANGEROUS_MISSED);
    }

    @Test
    void lines_that_only_resemble_dangerous_ones_go_on() {
        assertThat(LOOK_ALIKES.stopped())
                .as(texts(LOOK_ALIKES.wrong()))
                .isLessThanOrEqualTo(LOOK_ALIKES_STOPPED);
    }

    @Test
    void an_ordinary_day_asks_no_human() {
        assertThat(SESSION.stopped())
                .as(texts(SESSION.wrong()))
                .isLessThanOrEqualTo(SESSION_STOPPED);
    }

    @Test
    void no_line_stands_twice() {
        assertThat(Corpus.all()).extracting(CorpusLine::text).doesNotHaveDuplicates();
    }

    private static String texts(List<Judgements.Judgement> some) {
        return String.join(
                "\n", some.stream().map(one -> FoldedLines.folded(one.line().text())).toList());
    }
}
