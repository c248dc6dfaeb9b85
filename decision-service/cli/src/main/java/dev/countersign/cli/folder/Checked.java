package dev.countersign.cli.folder;

import dev.countersign.cli.terminal.TextInput;
import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.language.Policy;
import dev.countersign.policy.language.PolicyError;
import dev.countersign.policy.language.PolicyErrors;
import dev.countersign.policy.suite.CheckedPolicy;
import java.util.List;
import java.util.Optional;

/**
 * A policy file that was looked through.
 *
 * @param policy present if there is no error
 */
public record Checked(String file, Optional<Policy> policy, List<PolicyError> errors) {

    public static Checked of(TextInput file) {
        if (file.flaw().isPresent()) {
            return new Checked(file.name(), Optional.empty(), List.of(file.flaw().get()));
        }
        try {
            Policy policy = CheckedPolicy.read(file.name(), file.text());
            return new Checked(file.name(), Optional.of(policy), List.of());
        } catch (PolicyErrors wrong) {
            return new Checked(file.name(), Optional.empty(), wrong.errors());
        }
    }

    /** One line for each error, as compilers write them. */
    public List<String> lines() {
        return errors.stream().map(error -> file + ":" + Visible.line(error.toString())).toList();
    }
}
