package dev.countersign.policy.masking;

import dev.countersign.policy.secret.SecretRules;
import dev.countersign.policy.secret.SecretScanner;
import java.util.Optional;

/**
 * Takes the credentials that policies declare out of texts in which everything else is masked
 * already. Safe to share between threads.
 */
public final class DeclaredSecrets {
    private final Optional<SecretScanner> scanner;

    public DeclaredSecrets(SecretRules rules) {
        this.scanner =
                rules.ids().isEmpty() ? Optional.empty() : Optional.of(new SecretScanner(rules));
    }

    public String hiddenIn(String text) {
        return scanner.map(known -> Masker.marked(text, known.find(text, ""))).orElse(text);
    }
}
