package dev.countersign.ui;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Headers of every answer: only our own scripts and styles run, nobody frames an approve button,
 * nothing a page showed stays in a cache.
 */
class PageHeaders {

    private static final int FIRST = 3_000;
    private static final String BUNDLED = "/static/";

    private final String policy;

    PageHeaders(
            @ConfigProperty(
                            name = "countersign.keycloak.url",
                            defaultValue = "http://127.0.0.1:8180")
                    URI keycloak) {
        // A form may end at Keycloak: it does when the session was over before it was sent.
        this.policy =
                """
                default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
                img-src 'self' data:; connect-src 'self'; form-action 'self' %s://%s; \
                base-uri 'none'; frame-ancestors 'none'"""
                        .formatted(keycloak.getScheme(), keycloak.getAuthority());
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, FIRST);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (!context.normalizedPath().startsWith(BUNDLED)) {
            headers.set("Cache-Control", "no-store");
        }
        context.next();
    }
}
