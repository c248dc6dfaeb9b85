package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One table for each class of ways in which a line hides what runs: {@code stopped} are lines that
 * run something dangerous, {@code flows} are harmless lines that look alike.
 */
class HiddenCommandTablesTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    static Stream<Arguments> stopped() throws IOException, URISyntaxException {
        return lines("stopped");
    }

    static Stream<Arguments> flows() throws IOException, URISyntaxException {
        return lines("flows");
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void a_dangerous_line_is_held(String tool, String line) {
        assertThat(judged(tool, line)).isGreaterThanOrEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @ParameterizedTest
    @MethodSource("flows")
    void a_harmless_line_goes_on(String tool, String line) {
        assertThat(judged(tool, line)).isLessThanOrEqualTo(Effect.WARN);
    }

    private static Effect judged(String tool, String line) {
        return Judged.call(BASELINE, tool, Map.of("command", line)).effect();
    }

    private static Stream<Arguments> lines(String list) throws IOException, URISyntaxException {
        var folder = HiddenCommandTablesTest.class.getResource("/dev/countersign/policy/hidden");
        assertThat(folder).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList().stream().flatMap(file -> cases(file, list));
        }
    }

    @SuppressWarnings("unchecked")
    private static Stream<Arguments> cases(Path file, String list) {
        try (var in = Files.newInputStream(file)) {
            var settings = LoadSettings.builder().setLabel(file.toString()).build();
            var table = (Map<String, Object>) new Load(settings).loadFromInputStream(in);
            var lines = (List<String>) table.getOrDefault(list, List.of());
            var tool = (String) table.getOrDefault("tool", "Bash");
            String name = file.getFileName().toString().replace(".yml", "");
            return lines.stream().map(line -> argumentSet(name + " " + line, tool, line));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
