package dev.countersign.policy.corpus;

import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines with the judgement that is right for them, written from the classes of bypasses and not
 * from what the analyser can do.
 */
public final class Corpus {
    private Corpus() {}

    /** Each must have at least the effect that its heading names. */
    public static List<CorpusLine> dangerous() {
        return Stream.of("dangerous.txt", "second-dangerous.txt")
                .flatMap(resource -> FoldedLines.read(Corpus.class, resource).stream())
                .map(Corpus::withEffect)
                .toList();
    }

    private static CorpusLine withEffect(FoldedLines.Entry entry) {
        int colon = entry.heading().lastIndexOf(": ");
        Effect expected = Effect.byId(entry.heading().substring(colon + 2)).orElseThrow();
        return new CorpusLine(entry.heading().substring(0, colon), expected, entry.text());
    }

    /** Each only resembles a dangerous one and must ask no human. */
    public static List<CorpusLine> lookAlikes() {
        return harmless("look-alikes.txt", "trade-look-alikes.txt", "second-look-alikes.txt");
    }

    /** The lines of an ordinary day. */
    public static List<CorpusLine> session() {
        return harmless("session.txt", "trades.txt", "second-days.txt");
    }

    private static List<CorpusLine> harmless(String... resources) {
        return Stream.of(resources)
                .flatMap(resource -> FoldedLines.read(Corpus.class, resource).stream())
                .map(entry -> new CorpusLine(entry.heading(), Effect.WARN, entry.text()))
                .toList();
    }

    public static List<CorpusLine> all() {
        return Stream.of(dangerous(), lookAlikes(), session()).flatMap(List::stream).toList();
    }
}
