package dev.countersign.cli.lint;

import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Severity;
import java.util.List;

/** Findings as commands to the runner of GitHub Actions, which shows them beside the lines. */
final class GithubReport {
    private GithubReport() {}

    static List<String> lines(List<Linted> files) {
        return files.stream()
                .flatMap(file -> file.findings().stream())
                .map(GithubReport::line)
                .toList();
    }

    private static String line(Finding finding) {
        return "::%s file=%s,line=%d,col=%d,title=%s::%s"
                .formatted(
                        level(finding.severity()),
                        property(finding.source().file()),
                        finding.source().line(),
                        finding.source().column(),
                        property(finding.check().title()),
                        data("%s [%s]".formatted(finding.message(), finding.check().id())));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    /** A line end would begin another command. */
    private static String data(String text) {
        return Visible.line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
