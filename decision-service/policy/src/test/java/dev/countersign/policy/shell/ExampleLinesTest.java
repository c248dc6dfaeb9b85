package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.ExampleLines;
import dev.countersign.policy.ExampleLines.Example;
import dev.countersign.policy.ExampleLines.Wanted;
import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the shipped baseline makes of lines about packages, infrastructure, databases and the net.
 */
class ExampleLinesTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    static List<Example> examples() {
        return ExampleLines.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_line_is_judged_as_it_should_be(Example example) {
        Effect effect = Judged.effect(BASELINE, example.line());

        switch (example.wanted()) {
            case DENIED -> assertThat(effect).isGreaterThanOrEqualTo(Effect.DENY);
            case HELD -> assertThat(effect).isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
            case FLOWS -> assertThat(effect).isLessThanOrEqualTo(Effect.WARN);
        }
    }

    @Test
    void no_ordinary_line_for_these_programs_is_stopped() {
        List<Example> ordinary =
                examples().stream().filter(one -> one.wanted() == Wanted.FLOWS).toList();
        long stopped =
                ordinary.stream()
                        .filter(
                                one ->
                                        Judged.effect(BASELINE, one.line()).compareTo(Effect.WARN)
                                                > 0)
                        .count();

        System.out.println("stopped " + stopped + " of " + ordinary.size() + " ordinary lines");
        assertThat(stopped).isZero();
    }
}
