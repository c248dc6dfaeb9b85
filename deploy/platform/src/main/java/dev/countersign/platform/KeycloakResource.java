package dev.countersign.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Connects a Quarkus test to real Keycloak: {@code @QuarkusTestResource(KeycloakResource.class)}.
 * Tokens come from {@link TestKeycloak#start()}.
 */
public final class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestKeycloak keycloak = TestKeycloak.start();
        return Map.of(
                "quarkus.oidc.auth-server-url", keycloak.issuer(),
                "quarkus.oidc-client.auth-server-url", keycloak.issuer(),
                "countersign.keycloak.url", keycloak.url());
    }

    @Override
    public void stop() {
        // The server belongs to the whole build.
    }
}
