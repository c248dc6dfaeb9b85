package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The platform's Keycloak, with the secrets and addresses of this installation in the realm. */
final class KeycloakComponent implements Component {
    static final String ADMIN = "admin";

    private static final List<String> JAVA_OPTIONS = List.of("-Xms64m", "-Xmx320m");
    private static final List<String> CLIENTS =
            List.of("web-ui", "decision-service", "approval-service", "audit-service");

    private final Path distribution;
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;

    KeycloakComponent(Path distribution, Home home, Ports ports) {
        this.distribution = distribution;
        this.home = home;
        this.ports = ports;
        this.secrets = new Secrets(home.secrets());
    }

    @Override
    public Part part() {
        return Part.KEYCLOAK;
    }

    @Override
    public String fingerprint() {
        return new Fingerprint()
                .add(distribution)
                .add(JAVA_OPTIONS)
                .add(environment())
                .add(ports.of(Part.KEYCLOAK))
                .toString();
    }

    @Override
    public ServerProcess start() throws IOException {
        KeycloakServer server = server();
        server.prepare(Checkout.root().resolve("deploy/keycloak/realm-countersign.json"));
        return server.start(ports.of(Part.KEYCLOAK), JAVA_OPTIONS, environment());
    }

    @Override
    public void awaitReady(ServerProcess process) throws IOException, InterruptedException {
        server().awaitReady(process, ports.of(Part.KEYCLOAK));
        moveWebUi();
    }

    /**
     * The realm is imported only once, so a port that is chosen later has to be told to Keycloak.
     */
    private void moveWebUi() throws IOException, InterruptedException {
        Path told = home.data().resolve("keycloak-web-url");
        String url = ports.address(Part.WEB_UI);
        if (Files.exists(told) && !Files.readString(told).equals(url)) {
            new KeycloakAdmin(ports.address(Part.KEYCLOAK), secrets.text("keycloak-admin"))
                    .moveWebUi(url, localhost(url));
        }
        Files.writeString(told, url);
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return Http.answers(issuer() + "/.well-known/openid-configuration");
    }

    String issuer() {
        return ports.address(Part.KEYCLOAK) + "/realms/countersign";
    }

    String clientSecret(String client) {
        return secrets.text("client-" + client);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (String client : CLIENTS) {
            environment.put(
                    "COUNTERSIGN_CLIENT_SECRET_"
                            + client.toUpperCase(Locale.ROOT).replace('-', '_'),
                    clientSecret(client));
        }
        String url = ports.address(Part.WEB_UI);
        environment.put("COUNTERSIGN_WEB_URL", url);
        environment.put("COUNTERSIGN_WEB_LOCALHOST_URL", localhost(url));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.text("keycloak-admin"));
        return environment;
    }

    private static String localhost(String url) {
        return url.replace("127.0.0.1", "localhost");
    }

    private KeycloakServer server() throws IOException {
        return new KeycloakServer(
                distribution, home.data().resolve("keycloak"), home.log(Part.KEYCLOAK));
    }
}
