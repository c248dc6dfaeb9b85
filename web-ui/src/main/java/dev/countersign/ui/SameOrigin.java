package dev.countersign.ui;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site makes a signed-in browser send. A browser says where an unsafe request
 * comes from; one that does not say it is refused as well.
 */
class SameOrigin {

    private static final int BEFORE_SIGNING_IN = 2_000;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    void register(@Observes Filters filters) {
        filters.register(SameOrigin::check, BEFORE_SIGNING_IN);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (SAFE.contains(request.method()) || fromOurPages(request)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(403)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(
                        "This request did not come from a page of this dashboard, so nothing was"
                                + " done. Open the dashboard and try it there.\n");
    }

    private static boolean fromOurPages(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                ? isOurs(request, request.getHeader("Origin"))
                : site.equals("same-origin");
    }

    private static boolean isOurs(HttpServerRequest request, @Nullable String origin) {
        return (request.scheme() + "://" + request.authority()).equals(origin);
    }
}
