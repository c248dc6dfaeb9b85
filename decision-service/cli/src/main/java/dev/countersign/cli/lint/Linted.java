package dev.countersign.cli.lint;

import dev.countersign.cli.folder.Checked;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Linter;
import dev.countersign.policy.lint.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A file that was looked through.
 *
 * @param text empty where it is not at hand any more
 * @param policy present if it is one that loads
 */
record Linted(String file, String text, Optional<Policy> policy, List<Finding> findings) {

    static Linted of(TextInput input) {
        Checked checked = Checked.of(input);
        List<Finding> findings =
                checked.policy()
                        .map(policy -> Linter.lint(policy, input.text()))
                        .orElseGet(() -> invalid(input.name(), checked.errors()));
        return new Linted(input.name(), input.text(), checked.policy(), findings);
    }

    private static List<Finding> invalid(String file, List<PolicyError> errors) {
        return errors.stream()
                .map(
                        error ->
                                new Finding(
                                        Check.INVALID,
                                        new Source(file, error.line(), error.column()),
                                        error.message()))
                .toList();
    }

    /** With findings that are not among them yet, all placed in this file. */
    Linted and(List<Finding> more) {
        var all = new LinkedHashSet<>(findings);
        more.forEach(
                finding ->
                        all.add(
                                new Finding(
                                        finding.check(),
                                        new Source(
                                                file,
                                                finding.source().line(),
                                                finding.source().column()),
                                        finding.message())));
        return new Linted(file, text, policy, List.copyOf(all));
    }

    Linted only(Predicate<Finding> wanted) {
        return new Linted(file, text, policy, findings.stream().filter(wanted).toList());
    }

    boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity() == severity);
    }

    /** The line of the file that a finding is about. */
    Optional<String> line(int number) {
        return text.lines().skip(number - 1L).findFirst();
    }
}
