package dev.countersign.decision.bundle;

import dev.countersign.policy.bundle.SigningKey;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** One key is trusted, and nothing unsigned comes into force. */
public class WithTrustedKey implements QuarkusTestProfile {

    /** Where the test finds the secret half. */
    static final String SECRET = "test.signing-key";

    @Override
    public Map<String, String> getConfigOverrides() {
        SigningKey key = SigningKey.generate();
        return Map.of(
                "countersign.policy.trusted-keys",
                key.verifyingKey().pem(),
                "countersign.policy.require-signature",
                "true",
                SECRET,
                key.secretPem());
    }
}
