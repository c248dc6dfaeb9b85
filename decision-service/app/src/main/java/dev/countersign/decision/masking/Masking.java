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

    private final Masker masker;

    Masking(MaskingSettings settings) {
        this.masker =
                settings.rules()
                        .map(file -> new Masker(SecretRules.shipped().and(read(file))))
                        .orElseGet(Masker::shipped);
    }

    /**
     * For one action.
     *
     * @param redact names of fields that the policy wants masked, with stars
     */
    public ActionMask ofAction(List<String> redact) {
        return new ActionMask(masker, redact);
    }

    /** A text that belongs to no action. */
    public String text(String text) {
        return ofAction(List.of()).text(text);
    }

    private static SecretRules read(Path file) {
        try {
            return SecretRules.read(file.toString(), Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
