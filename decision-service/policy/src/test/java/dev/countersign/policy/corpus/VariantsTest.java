package dev.countersign.policy.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writing the same thing differently never softens the decision. */
class VariantsTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    /** What writes into the work tree is judged alike, but a function or a text cannot be split. */
    private static final List<String> LINES =
            Corpus.all().stream().map(CorpusLine::text).filter(VariantsTest::isWhole).toList();

    @Test
    void some_variants_of_some_lines_are_judged_as_strictly() {
        var random = new Random(20261121);
        Stream<String> some = LINES.stream().filter(line -> random.nextInt(6) == 0);

        assertThat(softened(some, line -> Stream.of(Variants.mixed(line, line.hashCode()))))
                .isEmpty();
    }

    @Test
    @Tag("oracle")
    void all_variants_of_all_lines_are_judged_as_strictly() {
        assertThat(softened(LINES.stream(), line -> Variants.of(line).stream())).isEmpty();
    }

    @Test
    @Tag("oracle")
    void mixed_variants_of_all_lines_are_judged_as_strictly() {
        assertThat(
                        softened(
                                LINES.stream(),
                                line ->
                                        Stream.iterate(1L, seed -> seed + 1)
                                                .limit(20)
                                                .map(seed -> Variants.mixed(line, seed))))
                .isEmpty();
    }

    /** A part that was never ended would swallow what stands around it. */
    private static boolean isWhole(String line) {
        return Judged.facts(line).all().stream()
                .noneMatch(fact -> fact.show().contains("could not be parsed"));
    }

    private static TreeSet<String> softened(
            Stream<String> lines, Function<String, Stream<String>> variants) {
        var softened = new TreeSet<String>();
        lines.forEach(
                line -> {
                    Effect plain = Judged.effect(BASELINE, line);
                    variants.apply(line)
                            .filter(one -> Judged.effect(BASELINE, one).compareTo(plain) < 0)
                            .forEach(
                                    one ->
                                            softened.add(
                                                    plain
                                                            + " "
                                                            + FoldedLines.folded(line)
                                                            + "  →  "
                                                            + Judged.effect(BASELINE, one)
                                                            + " "
                                                            + FoldedLines.folded(one)));
                });
        return softened;
    }
}
