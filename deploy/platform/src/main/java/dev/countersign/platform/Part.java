package dev.countersign.platform;

import java.util.Locale;

/** What the local platform consists of, in the order in which it starts. */
enum Part {
    POSTGRES("PostgreSQL", 54329),
    KEYCLOAK("Keycloak", 8180),
    AUDIT("audit-service", 8083),
    APPROVAL("approval-service", 8082),
    DECISION("decision-service", 8081),
    WEB_UI("web-ui", 8080);

    private final String title;
    private final int defaultPort;

    Part(String title, int defaultPort) {
        this.title = title;
        this.defaultPort = defaultPort;
    }

    String title() {
        return title;
    }

    int defaultPort() {
        return defaultPort;
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
