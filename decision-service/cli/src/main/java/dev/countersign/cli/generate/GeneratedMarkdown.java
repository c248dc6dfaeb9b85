package dev.countersign.cli.generate;

import dev.countersign.cli.generate.Report.ForProduct;
import dev.countersign.cli.generate.Report.ForRule;
import dev.countersign.cli.terminal.Visible;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** What was generated, for a pull request or a page. */
record GeneratedMarkdown(Report report, PrintWriter out) {

    void print() {
        out.println("# Settings of agents from " + text(report.policy()));
        report.targets().forEach(this::print);
    }

    private void print(ForProduct target) {
        out.println();
        out.println("## " + target.title());
        out.println();
        out.println("* Files: " + (target.files().isEmpty() ? "none" : files(target)));
        target.install().forEach(place -> out.println("* Install as " + code(place)));
        out.println("* Hook: " + text(target.hook()));
        out.println("* Sandbox: " + text(target.sandbox()));
        out.println("* Rules: " + GeneratedPage.count(target));
        target.notes().forEach(note -> out.println("* " + text(note)));
        if (!target.rules().isEmpty()) {
            out.println();
            out.println("| Rule | Effect | Said | As | Missing |");
            out.println("| --- | --- | --- | --- | --- |");
            target.rules().forEach(this::print);
        }
    }

    private void print(ForRule rule) {
        out.println(
                "| %s | %s | %s | %s | %s |"
                        .formatted(
                                code(rule.id()),
                                rule.effect(),
                                GeneratedPage.word(rule.extent()),
                                rule.written().stream()
                                        .map(GeneratedMarkdown::code)
                                        .collect(Collectors.joining(" ")),
                                text(rule.missing())));
    }

    private static String files(ForProduct target) {
        return target.files().stream()
                .map(GeneratedMarkdown::code)
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + Visible.line(text).replace("`", "'").replace("|", "\\|") + "`";
    }

    /** What would be a sign to Markdown stands for itself. */
    private static String text(String text) {
        return Visible.line(text).replaceAll("([\\\\`*_\\[\\]<>|])", "\\\\$1");
    }
}
