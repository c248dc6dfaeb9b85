package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Keycloak with the realm of {@code deploy/keycloak} for tests: one per Maven build, started
 * by the first test that asks.
 *
 * @param url the base address, without path
 */
public record TestKeycloak(String url) {
    private static final String ADMIN = "admin";

    /** Starts Keycloak unless another test of this build did. Takes 15 to 40 seconds then. */
    public static TestKeycloak start() {
        int port = BuildServers.port("keycloak", TestKeycloak::start);
        return new TestKeycloak(KeycloakServer.baseUrl(port));
    }

    /** The issuer in the tokens, which is also the address that OIDC clients are told. */
    public String issuer() {
        return url + "/realms/countersign";
    }

    /** An access token of a demo user, such as {@code alice}, as the command line gets it. */
    public String token(String user) {
        return tokens().ofPerson("agent-policy", user, user);
    }

    /** An access token of a service's own account, such as {@code decision-service}. */
    public String serviceToken(String client) {
        return tokens().ofService(client, "demo-only-" + client);
    }

    /** A token for Keycloak's administration interface, for tests that change people. */
    public String adminToken() {
        return new TokenEndpoint(url + "/realms/master").ofPerson("admin-cli", ADMIN, ADMIN);
    }

    private TokenEndpoint tokens() {
        return new TokenEndpoint(issuer());
    }

    private static BuildServers.Started start(Path folder)
            throws IOException, InterruptedException {
        KeycloakServer server =
                new KeycloakServer(
                        Distribution.keycloak(progress -> {}),
                        folder.resolve("home"),
                        folder.resolve("keycloak.log"));
        server.prepare(Checkout.root().resolve("deploy/keycloak/realm-countersign.json"));
        int port = FreePort.find();
        ServerProcess process =
                server.start(
                        port,
                        List.of("-Xms128m", "-Xmx320m", "-XX:TieredStopAtLevel=1"),
                        Map.of(
                                "KC_BOOTSTRAP_ADMIN_USERNAME",
                                ADMIN,
                                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                                ADMIN,
                                // Without a port any port is allowed, as tests listen anywhere.
                                "COUNTERSIGN_WEB_URL",
                                "http://127.0.0.1",
                                "COUNTERSIGN_WEB_LOCALHOST_URL",
                                "http://localhost"));
        server.awaitReady(process, port);
        return new BuildServers.Started(port, process);
    }
}
