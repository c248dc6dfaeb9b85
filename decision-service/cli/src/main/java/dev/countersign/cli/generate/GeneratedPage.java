package dev.countersign.cli.generate;

import dev.countersign.cli.generate.Report.Extent;
import dev.countersign.cli.generate.Report.ForProduct;
import dev.countersign.cli.generate.Report.ForRule;
import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Replaced;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Table;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.cli.terminal.Wrapping;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What was generated, or is not as it would be generated, for people. */
final class GeneratedPage {
    private final Report report;
    private final Screen screen;
    private final PrintWriter out;

    GeneratedPage(Report report, Screen screen, PrintWriter out) {
        this.report = report;
        this.screen = screen;
        this.out = out;
    }

    /** The whole as JSON. */
    record Wire(String policy, List<ForProduct> targets, List<WireChange> changes) {}

    /**
     * @param difference of the file as it is to the file as it should be, in the unified form
     */
    record WireChange(String file, List<String> difference) {}

    Wire wire() {
        return new Wire(
                report.policy(),
                report.targets(),
                report.changes().stream()
                        .map(change -> new WireChange(change.file(), difference(change)))
                        .toList());
    }

    private static List<String> difference(Report.Change change) {
        return new Replaced(change.file(), change.before(), change.after()).difference();
    }

    /** What each file would become. */
    void printDifference() {
        if (report.changes().isEmpty()) {
            out.println("Up to date with " + Visible.line(report.policy()) + ".");
        }
        report.changes().forEach(change -> difference(change).forEach(out::println));
    }

    void print() {
        out.println(Visible.line("Generated from " + report.policy()));
        report.targets().forEach(this::print);
        out.println();
        out.println(
                report.changes().isEmpty()
                        ? "All files were up to date."
                        : "Written: "
                                + report.changes().stream()
                                        .map(change -> Visible.line(change.file()))
                                        .collect(Collectors.joining(", ")));
    }

    private void print(ForProduct target) {
        out.println();
        out.println(screen.paint(Ink.BOLD, target.title()));
        wrapped(
                "  Files    ",
                target.files().isEmpty() ? "none" : String.join(", ", target.files()));
        target.install().forEach(place -> wrapped("  Install  ", place));
        wrapped("  Hook     ", target.hook());
        wrapped("  Sandbox  ", target.sandbox());
        wrapped("  Rules    ", count(target));
        target.notes().forEach(note -> wrapped("  Note     ", note));
        rules(target.rules());
    }

    static String count(ForProduct target) {
        return target.rules().isEmpty()
                ? "none that keeps calls back, beside what is built in"
                : "%d exactly, %d in part, %d not; %s keeps what is missing"
                        .formatted(
                                with(target.rules(), Extent.EXACT).size(),
                                with(target.rules(), Extent.NARROWER).size(),
                                with(target.rules(), Extent.NOT_EXPRESSED).size(),
                                target.asks() ? "the hook" : "nothing");
    }

    private static List<ForRule> with(List<ForRule> rules, Extent extent) {
        return rules.stream().filter(rule -> rule.extent() == extent).toList();
    }

    /** One row for each that was written, and one for each reason why others were not. */
    private void rules(List<ForRule> rules) {
        var table = new Table(screen, 1);
        rules.stream()
                .filter(rule -> rule.extent() != Extent.NOT_EXPRESSED)
                .forEach(rule -> add(table, rule));
        if (!table.isEmpty()) {
            out.println();
            table.print(out);
        }
        var reasons = new LinkedHashMap<String, List<String>>();
        for (ForRule rule : with(rules, Extent.NOT_EXPRESSED)) {
            reasons.computeIfAbsent(rule.missing(), reason -> new ArrayList<>()).add(rule.id());
        }
        if (!reasons.isEmpty()) {
            out.println();
        }
        reasons.forEach(
                (reason, ids) -> wrapped("  not      ", reason + ": " + String.join(", ", ids)));
    }

    private static void add(Table table, ForRule rule) {
        String missing = rule.missing().isEmpty() ? "" : "; not: " + rule.missing();
        table.add(
                new Table.Cell(
                        rule.extent() == Extent.EXACT ? Ink.GREEN : Ink.YELLOW,
                        word(rule.extent())),
                Table.Cell.of(Visible.line(rule.id())),
                Table.Cell.of(Visible.line(String.join(" ", rule.written()) + missing)));
    }

    static String word(Extent extent) {
        return switch (extent) {
            case EXACT -> "exactly";
            case NARROWER -> "in part";
            case NOT_EXPRESSED -> "not";
        };
    }

    private void wrapped(String lead, String text) {
        String further = " ".repeat(lead.length());
        List<String> lines = Wrapping.lines(Visible.line(text), screen.columns() - lead.length());
        out.println(lead + lines.getFirst());
        lines.stream().skip(1).forEach(line -> out.println(further + line));
    }
}
