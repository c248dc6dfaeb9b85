package dev.countersign.policy.language;

import java.util.List;
import java.util.stream.Collectors;

/** A policy file was refused; every error found in it, in the order of the file. */
public final class PolicyErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<PolicyError> errors;

    public PolicyErrors(String file, List<PolicyError> errors) {
        super(errors.stream().map(error -> file + ":" + error).collect(Collectors.joining("\n")));
        this.file = file;
        this.errors = List.copyOf(errors);
    }

    public String file() {
        return file;
    }

    public List<PolicyError> errors() {
        return errors;
    }
}
