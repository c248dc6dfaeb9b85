package dev.countersign.policy.secret;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A file of secret rules was refused; every error found in it, in the order of the file. */
public final class RuleFileErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuleFileError> errors;

    RuleFileErrors(String file, List<RuleFileError> found) {
        this(inOrder(found), file);
    }

    private RuleFileErrors(List<RuleFileError> errors, String file) {
        super(errors.stream().map(error -> file + ":" + error).collect(Collectors.joining("\n")));
        this.errors = errors;
    }

    public List<RuleFileError> errors() {
        return errors;
    }

    private static List<RuleFileError> inOrder(List<RuleFileError> found) {
        return found.stream()
                .distinct()
                .sorted(
                        Comparator.comparingInt(RuleFileError::line)
                                .thenComparingInt(RuleFileError::column))
                .toList();
    }
}
