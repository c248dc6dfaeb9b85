package dev.countersign.policy.fuzz;

import dev.countersign.policy.corpus.Corpus;
import dev.countersign.policy.corpus.CorpusLine;
import dev.countersign.policy.corpus.GeneratedShell;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Texts made to break a reader; the same seed makes the same texts. */
final class HostileText {
    private static final List<String> LINES = Corpus.all().stream().map(CorpusLine::text).toList();

    private static final String SIGNS = "(){}[]<>|&;$`'\"\\!#*?~=+-@%^,:/ \t\n";

    private final Random random;

    private HostileText(long seed) {
        this.random = new Random(seed);
    }

    static Stream<String> texts(long seed, int count) {
        return LongStream.range(seed, seed + count).mapToObj(one -> new HostileText(one).text());
    }

    private String text() {
        return switch (random.nextInt(5)) {
            case 0 -> characters(1 + random.nextInt(200), 0x110000);
            case 1 -> characters(1 + random.nextInt(200), 0x80);
            case 2 -> signs(1 + random.nextInt(120));
            case 3 -> damaged(LINES.get(random.nextInt(LINES.size())));
            default ->
                    damaged(GeneratedShell.lines(random.nextLong(1L << 40), 1).toList().getFirst());
        };
    }

    /** Also unpaired surrogates and control characters. */
    private String characters(int count, int bound) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(random.nextInt(bound));
        }
        return text.toString();
    }

    private String signs(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    /** Pieces taken out, doubled, put elsewhere, or replaced by a sign. */
    private String damaged(String line) {
        var text = new StringBuilder(line);
        int rounds = 1 + random.nextInt(6);
        for (int i = 0; i < rounds && !text.isEmpty(); i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + 1 + random.nextInt(8));
            String piece = text.substring(from, to);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, piece.repeat(1 + random.nextInt(20)));
                case 2 -> text.insert(random.nextInt(text.length()), piece);
                default -> text.replace(from, to, signs(1));
            }
        }
        return text.toString();
    }
}
