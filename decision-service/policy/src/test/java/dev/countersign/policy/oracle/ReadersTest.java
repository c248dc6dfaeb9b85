package dev.countersign.policy.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.policy.corpus.Corpus;
import dev.countersign.policy.corpus.CorpusLine;
import dev.countersign.policy.corpus.FoldedLines;
import dev.countersign.policy.corpus.GeneratedShell;
import dev.countersign.policy.shell.SyntaxReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two other readers of shell, and Bash itself, must find the commands that the parser finds. */
@Tag("oracle")
class ReadersTest {
    /** Each reader has a kind of its own for these words, so they are not compared. */
    private static final Set<String> OF_THEIR_OWN =
            Set.of(
                    "export",
                    "declare",
                    "typeset",
                    "local",
                    "readonly",
                    "let",
                    "unset",
                    "[",
                    "test");

    private static final Set<String> PREFIXES = Set.of("time", "-p", "coproc", "!");

    private static final List<String> WRITTEN =
            Stream.concat(
                            Corpus.all().stream().map(CorpusLine::text),
                            FoldedLines.read(ReadersTest.class, "syntax.txt").stream()
                                    .map(FoldedLines.Entry::text))
                    .distinct()
                    .toList();

    private static final List<String> LINES =
            Stream.concat(WRITTEN.stream(), GeneratedShell.lines(7_000_000, 500)).toList();

    @Test
    void shfmt_finds_the_same_commands() {
        Shfmt.missing().ifPresent(why -> assumeTrue(false, "skipped because " + why));
        compare(LINES, new Shfmt(), new Explained("explained-shfmt.txt"));
    }

    /**
     * Lines made by a grammar are left out: this one reads most of their here-documents wrongly.
     */
    @Test
    void tree_sitter_finds_the_same_commands() throws IOException {
        TreeSitter.missing().ifPresent(why -> assumeTrue(false, "skipped because " + why));
        compare(
                WRITTEN,
                TreeSitter.in(Path.of("target/oracle/tree-sitter")),
                new Explained("explained-tree-sitter.txt"));
    }

    @Test
    void what_bash_accepts_is_accepted() {
        var explained = new Explained("explained-bash.txt");
        LINES.parallelStream()
                .filter(line -> SyntaxReading.of(line).isEmpty())
                .filter(line -> Finished.of(List.of("bash", "-n"), line + "\n").status() == 0)
                .forEach(line -> explained.differs(line, "is not accepted"));

        assertThat(explained.unexplained()).isEmpty();
        assertThat(explained.outdated()).isEmpty();
    }

    private static void compare(List<String> lines, Reader reader, Explained explained) {
        List<Optional<List<List<String>>>> readings = reader.read(lines);
        for (int i = 0; i < lines.size(); i++) {
            Optional<List<String>> ours = SyntaxReading.of(lines.get(i)).map(ReadersTest::sorted);
            Optional<List<String>> theirs = readings.get(i).map(ReadersTest::sorted);
            if (ours.isPresent() && theirs.isPresent() && !ours.equals(theirs)) {
                explained.differs(lines.get(i), "ours " + ours.get() + ", theirs " + theirs.get());
            }
        }
        assertThat(explained.unexplained()).isEmpty();
        assertThat(explained.outdated()).isEmpty();
    }

    private static List<String> sorted(List<List<String>> commands) {
        return commands.stream()
                .map(words -> words.stream().dropWhile(PREFIXES::contains).toList())
                .filter(words -> !words.isEmpty() && !OF_THEIR_OWN.contains(words.getFirst()))
                .map(words -> String.join(" ", words.stream().map(ReadersTest::plain).toList()))
                .sorted()
                .toList();
    }

    /** Where something is expanded the readers keep different parts of the text. */
    private static String plain(String word) {
        return word.contains("…") ? "…" : word;
    }
}
