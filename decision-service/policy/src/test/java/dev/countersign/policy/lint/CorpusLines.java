package dev.countersign.policy.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines of the corpus, to ask two policies the same. */
final class CorpusLines {
    private CorpusLines() {}

    static List<String> every(int step) {
        List<String> all =
                Stream.of("dangerous", "second-dangerous", "session", "trades", "look-alikes")
                        .flatMap(CorpusLines::lines)
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static Stream<String> lines(String file) {
        String resource = "/dev/countersign/policy/corpus/" + file + ".txt";
        try (var in = CorpusLines.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
