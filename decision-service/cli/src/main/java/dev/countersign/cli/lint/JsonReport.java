package dev.countersign.cli.lint;

import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Fix;
import java.util.List;
import java.util.Optional;

/** Findings for programs. */
record JsonReport(List<FileFindings> files) {

    /** Those of one file, in its order. */
    record FileFindings(String file, List<Found> findings) {}

    /**
     * @param line from 1
     * @param column from 1, in characters
     * @param fix what would mend it; null where nobody knows
     */
    record Found(
            String id,
            String severity,
            int line,
            int column,
            String message,
            @org.jspecify.annotations.Nullable Mend fix) {}

    /**
     * @param safe whether {@code --fix} does it
     */
    record Mend(String title, boolean safe) {}

    static JsonReport of(List<Linted> files) {
        return new JsonReport(
                files.stream()
                        .map(
                                file ->
                                        new FileFindings(
                                                file.file(),
                                                file.findings().stream()
                                                        .map(JsonReport::found)
                                                        .toList()))
                        .toList());
    }

    private static Found found(Finding finding) {
        Optional<Mend> fix =
                finding.fix().map(one -> new Mend(one.title(), one.safety() == Fix.Safety.SAFE));
        return new Found(
                finding.check().id(),
                finding.severity().id(),
                finding.source().line(),
                finding.source().column(),
                finding.message(),
                fix.orElse(null));
    }
}
