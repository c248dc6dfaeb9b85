package dev.countersign.decision.source;

import dev.countersign.policy.bundle.SigningKey;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A bundle comes from a repository, and nothing unsigned comes into force. */
public class WithSignedRepository implements QuarkusTestProfile {

    static final String KEY = "test.signing-key";

    @Override
    public Map<String, String> getConfigOverrides() {
        SigningKey key = SigningKey.generate();
        Map<String, String> settings = new HashMap<>(new WithRepository().getConfigOverrides());
        settings.remove("countersign.policy.git.webhook-secret");
        settings.put("countersign.policy.git.path", "policy.bundle.json");
        settings.put("countersign.policy.trusted-keys", key.verifyingKey().pem());
        settings.put("countersign.policy.require-signature", "true");
        settings.put(KEY, key.secretPem());
        return settings;
    }
}
