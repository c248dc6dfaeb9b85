package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The parts of one installation and what each is told about the others.
 *
 * @param infrastructure what the services need, which starts first
 * @param services ours
 */
record Platform(List<Component> infrastructure, List<Component> services) {

    static Platform of(
            Home home, Ports ports, Map<String, String> environment, Consumer<String> progress)
            throws IOException {
        PostgresComponent postgres =
                new PostgresComponent(
                        Distribution.postgres(progress), home, ports.of(Part.POSTGRES));
        KeycloakComponent keycloak =
                new KeycloakComponent(Distribution.keycloak(progress), home, ports);
        Wiring wiring = new Wiring(home, ports, postgres, keycloak);
        return new Platform(
                List.of(postgres, keycloak),
                List.of(
                        wiring.service(Part.AUDIT, "audit-service/app", wiring.audit()),
                        wiring.service(
                                Part.APPROVAL,
                                "approval-service/app",
                                wiring.approval(environment)),
                        wiring.service(
                                Part.DECISION,
                                "decision-service/app",
                                wiring.decision(environment)),
                        wiring.service(Part.WEB_UI, "web-ui", wiring.webUi())));
    }

    Stream<Component> all() {
        return Stream.concat(infrastructure.stream(), services.stream());
    }

    /** Turns an installation into the environment variables of its services. */
    private record Wiring(
            Home home, Ports ports, PostgresComponent postgres, KeycloakComponent keycloak) {

        Component service(Part part, String module, Map<String, String> environment) {
            Path built = Checkout.root().resolve(module).resolve("target/quarkus-app");
            return new ServiceComponent(part, built, home, ports.of(part), environment);
        }

        Map<String, String> audit() {
            Map<String, String> told = storing(Part.AUDIT);
            told.put("COUNTERSIGN_AUDIT_LOG_KEY_FILE", secrets().seedFile("audit-log").toString());
            return told;
        }

        Map<String, String> approval(Map<String, String> environment) throws IOException {
            Map<String, String> told = storing(Part.APPROVAL);
            told.putAll(RememberedSettings.SLACK.merged(environment, secrets()));
            return told;
        }

        Map<String, String> decision(Map<String, String> environment) throws IOException {
            Map<String, String> told = storing(Part.DECISION);
            told.putAll(RememberedSettings.POLICY.merged(environment, secrets()));
            return told;
        }

        Map<String, String> webUi() {
            Map<String, String> told = addresses();
            told.put("QUARKUS_OIDC_CREDENTIALS_SECRET", keycloak.clientSecret("web-ui"));
            told.put(
                    "QUARKUS_OIDC_TOKEN_STATE_MANAGER_ENCRYPTION_SECRET",
                    secrets().text("web-ui-token-state"));
            told.put(
                    "QUARKUS_OIDC_AUTHENTICATION_STATE_SECRET",
                    secrets().text("web-ui-authentication-state"));
            return told;
        }

        private Map<String, String> storing(Part part) {
            Map<String, String> told = addresses();
            told.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(part));
            told.put("QUARKUS_DATASOURCE_USERNAME", part.fileName());
            told.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password(part));
            told.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", keycloak.issuer());
            // Without it, Quarkus takes these variables for an incomplete OIDC tenant named client.
            told.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", part.title());
            told.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", keycloak.clientSecret(part.title()));
            return told;
        }

        private Map<String, String> addresses() {
            Map<String, String> told = new HashMap<>();
            told.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer());
            told.put("COUNTERSIGN_KEYCLOAK_URL", ports.address(Part.KEYCLOAK));
            told.put("COUNTERSIGN_DECISION_URL", ports.address(Part.DECISION));
            told.put("COUNTERSIGN_APPROVAL_URL", ports.address(Part.APPROVAL));
            told.put("COUNTERSIGN_AUDIT_URL", ports.address(Part.AUDIT));
            told.put("COUNTERSIGN_WEB_URL", ports.address(Part.WEB_UI));
            return told;
        }

        private Secrets secrets() {
            return new Secrets(home.secrets());
        }
    }
}
