package dev.countersign.decision.masking;

import dev.countersign.policy.masking.ActionMask;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.secret.SecretRules;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** By which rules this service masks: those that come with it, and the organisation's own. */
@Startup
@ApplicationScoped
public class Masking {

    private final SecretRules rules;
    private final Masker masker;

    Masking(MaskingSettings settings) {
        this.rules =
                settings.rules()
                        .map(file -> SecretRules.shipped().and(read(file)))
                        .orElseGet(SecretRules::shipped);
        this.masker = settings.rules().isEmpty() ? Masker.shipped() : new Masker(rules);
    }

    /**
     * For the actions under one policy; to be kept as long as the policy.
     *
     * @param declared by what the credentials are known that the policy declares
     */
    public Masker with(SecretRules declared) {
        return declared.ids().isEmpty() ? masker : new Masker(rules.and(declared));
    }

    /** A text that belongs to no action. */
    public String text(String text) {
        return new ActionMask(masker, List.of()).text(text);
    }

    private static SecretRules read(Path file) {
        try {
            return SecretRules.read(file.toString(), Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
