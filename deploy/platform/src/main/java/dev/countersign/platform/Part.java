package dev.countersign.platform;

import java.util.Locale;

/** What the local platform consists of, in the order in which it starts. */
enum Part {
    /** INT disconnects the clients; TERM would wait for them. */
    POSTGRES("PostgreSQL", 54329, "INT"),
    KEYCLOAK("Keycloak", 8180, "TERM"),
    AUDIT("audit-service", 8083, "TERM"),
    APPROVAL("approval-service", 8082, "TERM"),
    DECISION("decision-service", 8081, "TERM"),
    WEB_UI("web-ui", 8080, "TERM");

    private final String title;
    private final int defaultPort;
    private final String stopSignal;

    Part(String title, int defaultPort, String stopSignal) {
        this.title = title;
        this.defaultPort = defaultPort;
        this.stopSignal = stopSignal;
    }

    String title() {
        return title;
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The signal that ends this part in good order. */
    String stopSignal() {
        return stopSignal;
    }

    /** The environment variable that chooses the port. */
    String portVariable() {
        return "COUNTERSIGN_PORT_" + name();
    }

    /** Begins the names of this part's files. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
