package dev.countersign.cli.lint;

import dev.countersign.cli.folder.CheckedFiles;
import dev.countersign.cli.terminal.TextInput;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.language.Source;
import dev.countersign.policy.language.TestFile;
import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Linter;
import dev.countersign.policy.lint.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A file that was looked through.
 *
 * @param text empty where it is not at hand any more
 * @param policy present if it is one that loads
 */
record Linted(String file, String text, Optional<Policy> policy, List<Finding> findings) {

    /** A policy among those that hold together with it, or tests of one. */
    static Linted of(TextInput input, CheckedFiles checked) {
        Optional<Policy> policy = checked.policy(input.name());
        List<Finding> findings =
                policy.map(one -> Linter.lint(one, input.text()))
                        .orElseGet(() -> invalid(input.name(), errors(input, checked)));
        return new Linted(input.name(), input.text(), policy, findings);
    }

    private static List<PolicyError> errors(TextInput input, CheckedFiles checked) {
        if (!input.name().endsWith("_test.yml")) {
            return checked.errors(input.name());
        }
        try {
            TestFile.read(input.name(), input.whole());
            return List.of();
        } catch (PolicyErrors wrong) {
            return wrong.errors();
        }
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

    /** With those of further findings that are about this file. */
    Linted and(List<Finding> more) {
        return new Linted(
                file,
                text,
                policy,
                Stream.concat(
                                findings.stream(),
                                more.stream().filter(one -> one.source().file().equals(file)))
                        .toList());
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
