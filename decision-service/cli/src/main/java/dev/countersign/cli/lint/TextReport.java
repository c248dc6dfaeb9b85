package dev.countersign.cli.lint;

import dev.countersign.cli.terminal.Ink;
import dev.countersign.cli.terminal.Screen;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for people and editors: the place as compilers write it, the line, a mark under it. */
final class TextReport {
    private static final int LONGEST = 160;

    private final Screen screen;

    TextReport(Screen screen) {
        this.screen = screen;
    }

    List<String> lines(List<Linted> files) {
        var lines = new ArrayList<String>();
        for (Linted file : files) {
            file.findings().forEach(finding -> lines.addAll(lines(file, finding)));
            if (file.findings().isEmpty()) {
                file.policy().ifPresent(policy -> lines.add(fine(file.file(), policy)));
            }
        }
        summary(files).ifPresent(lines::add);
        return lines;
    }

    private List<String> lines(Linted file, Finding finding) {
        if (finding.check() == Check.CONFLICT || finding.check() == Check.PARTIAL_CONFLICT) {
            return finding.message().lines().map(Visible::line).toList();
        }
        var lines = new ArrayList<String>();
        lines.add(
                "%s: %s: %s [%s]"
                        .formatted(
                                Visible.line(finding.source().toString()),
                                screen.paint(ink(finding.severity()), finding.severity().id()),
                                Visible.line(finding.message()),
                                finding.check().id()));
        file.line(finding.source().line())
                .filter(line -> line.length() <= LONGEST)
                .ifPresent(line -> lines.addAll(marked(line, finding.source().column())));
        finding.fix().ifPresent(fix -> lines.add("  fix: " + Visible.line(fix.title())));
        return lines;
    }

    /** Tabs become blanks, so that the mark stands where it should. */
    private List<String> marked(String line, int column) {
        String plain = Visible.line(line.replace('\t', ' '));
        String before =
                Visible.line(
                        line.codePoints()
                                .limit(column - 1L)
                                .collect(
                                        StringBuilder::new,
                                        StringBuilder::appendCodePoint,
                                        StringBuilder::append)
                                .toString()
                                .replace('\t', ' '));
        return List.of(
                "  " + plain,
                "  " + " ".repeat(Visible.width(before)) + screen.paint(Ink.GREEN, "^"));
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case ERROR -> Ink.RED;
            case WARNING -> Ink.YELLOW;
            case NOTE -> Ink.CYAN;
        };
    }

    private static String fine(String file, Policy policy) {
        int rules = policy.rules().size();
        return "%s: no findings (language %s, %s, %s)"
                .formatted(
                        file,
                        policy.version(),
                        policy.mode().name().toLowerCase(Locale.ROOT),
                        counted(rules, "rule"));
    }

    private static java.util.Optional<String> summary(List<Linted> files) {
        var parts = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            long number =
                    files.stream()
                            .flatMap(file -> file.findings().stream())
                            .filter(finding -> finding.severity() == severity)
                            .count();
            if (number > 0) {
                parts.add(counted(number, severity.id()));
            }
        }
        return parts.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(String.join(", ", parts));
    }

    private static String counted(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
