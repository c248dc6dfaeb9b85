package dev.countersign.policy.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The score for people: a table, then every line that is judged wrongly. */
final class ScoreReport {
    private final StringBuilder text = new StringBuilder();

    static void write(Path file, List<Judgements> parts) throws IOException {
        var report = new ScoreReport();
        report.text.append("# What the shipped baseline says to the corpus\n");
        parts.forEach(report::table);
        parts.forEach(report::wrong);
        Files.createDirectories(file.getParent());
        Files.writeString(file, report.text);
    }

    private void table(Judgements part) {
        text.append("\n| ").append(part.name()).append(" | Lines | Stopped | As expected |\n");
        text.append("| --- | --- | --- | --- |\n");
        part.byHeading().forEach(this::row);
        row("**all**", part);
    }

    private void row(String name, Judgements some) {
        int lines = some.all().size();
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d (%.1f %%) | %d |%n",
                        name,
                        lines,
                        some.stopped(),
                        100.0 * some.stopped() / lines,
                        some.asExpected()));
    }

    private void wrong(Judgements part) {
        text.append("\n## ").append(part.name()).append(", judged wrongly\n\n");
        for (Judgements.Judgement one : part.wrong()) {
            text.append("* ").append(one.line().heading()).append(": ");
            text.append(one.effect()).append(" `");
            text.append(FoldedLines.folded(one.line().text())).append("`\n");
        }
    }
}
