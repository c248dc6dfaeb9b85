package dev.countersign.decision.bundle;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.policy.bundle.Bundle;
import dev.countersign.policy.bundle.BundleRefused;
import dev.countersign.policy.bundle.Envelope;
import dev.countersign.policy.bundle.TrustedKeys;
import dev.countersign.runtime.Refused;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which keys are trusted, and whether they signed. A key that cannot be read stops the start. */
@Startup
@ApplicationScoped
class Signatures {

    private static final String PEM = "-----BEGIN";

    private final TrustedKeys trusted;

    Signatures(PolicySettings settings) {
        this.trusted =
                settings.trustedKeys().orElse(List.of()).stream()
                        .map(Signatures::keys)
                        .reduce(TrustedKeys.NONE, TrustedKeys::and);
    }

    /**
     * @throws Refused INVALID_BUNDLE with every reason
     */
    Bundle read(byte[] bundle) {
        try {
            return Bundle.read(bundle, trusted);
        } catch (BundleRefused refused) {
            throw new Refused(
                    DecisionError.INVALID_BUNDLE,
                    String.valueOf(refused.getMessage()),
                    Map.of("flaws", refused.flaws()));
        }
    }

    /** Why stored files are not what their envelope says, or no trusted key signed it. */
    Optional<String> flaw(String envelope, Map<String, String> files) {
        try {
            Bundle.verify(Envelope.read(envelope), files, trusted);
            return Optional.empty();
        } catch (BundleRefused refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static TrustedKeys keys(String setting) {
        return setting.contains(PEM)
                ? TrustedKeys.read("countersign.policy.trusted-keys", setting)
                : TrustedKeys.read(setting, text(Path.of(setting)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
