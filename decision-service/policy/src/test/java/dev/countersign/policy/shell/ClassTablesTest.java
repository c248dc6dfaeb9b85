package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The tables in {@code resources/…/classes}: for each class of hidden danger many lines, and the
 * ordinary lines of developers' days.
 */
class ClassTablesTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    /**
     * @param least the weakest effect that will do, if the lines are dangerous
     * @param most the strongest effect that is borne, if they are harmless
     */
    record Group(Optional<Effect> least, Optional<Effect> most, List<String> lines) {
        boolean isRight(String line) {
            Effect effect = Judged.effect(BASELINE, line);
            return least.map(bound -> effect.compareTo(bound) >= 0).orElse(true)
                    && most.map(bound -> effect.compareTo(bound) <= 0).orElse(true);
        }
    }

    static Stream<Arguments> groups() {
        return Stream.of("reading", "deleting", "guarding", "paths", "ordinary")
                .flatMap(ClassTablesTest::groupsOf);
    }

    private static Stream<Arguments> groupsOf(String table) {
        return load(table).stream()
                .map(
                        one ->
                                argumentSet(
                                        table + " " + one.get("class") + ": " + one.get("why"),
                                        group(one)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void every_line_of_a_class_is_judged_as_its_table_says(Group group) {
        assertThat(group.lines().stream().filter(line -> !group.isRight(line))).isEmpty();
    }

    @Test
    void at_most_one_ordinary_line_in_two_hundred_is_stopped(TestReporter reporter) {
        List<String> ordinary =
                load("ordinary").stream().flatMap(one -> group(one).lines().stream()).toList();
        long stopped =
                ordinary.stream()
                        .filter(line -> Judged.effect(BASELINE, line).compareTo(Effect.WARN) > 0)
                        .count();
        reporter.publishEntry("ordinary lines stopped", stopped + " of " + ordinary.size());
        assertThat(stopped * 200).isLessThanOrEqualTo(ordinary.size());
    }

    private static Group group(Map<?, ?> one) {
        var lines = (List<?>) Objects.requireNonNull(one.get("lines"));
        return new Group(
                effect(one.get("least")),
                effect(one.get("most")),
                lines.stream().map(String::valueOf).toList());
    }

    private static Optional<Effect> effect(@org.jspecify.annotations.Nullable Object word) {
        return Optional.ofNullable(word)
                .map(text -> Effect.valueOf(String.valueOf(text).toUpperCase(Locale.ROOT)));
    }

    private static List<Map<?, ?>> load(String table) {
        String resource = "/dev/countersign/policy/classes/" + table + ".yml";
        try (InputStream in = ClassTablesTest.class.getResourceAsStream(resource)) {
            var tree =
                    (List<?>)
                            new Load(LoadSettings.builder().setLabel(resource).build())
                                    .loadFromInputStream(Objects.requireNonNull(in));
            return tree.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
