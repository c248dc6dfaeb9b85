package dev.countersign.policy.lint;

import dev.countersign.policy.language.Source;
import java.util.Optional;

/**
 * Something about a policy, or about a recorded action, that somebody should look at.
 *
 * @param message a sentence that says what it is here; it may quote the file or the log
 */
public record Finding(Check check, Source source, String message, Optional<Fix> fix) {
    public Finding(Check check, Source source, String message) {
        this(check, source, message, Optional.empty());
    }

    public Severity severity() {
        return check.severity();
    }
}
