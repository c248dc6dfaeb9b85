package dev.countersign.decision.hook;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What a hook's call says of the form of its body, or of the answer it wants, is not looked at: the
 * HTTP layer would refuse what it cannot serve with a status that the agent takes for consent.
 */
@ApplicationScoped
class AnyForm {

    private static final String HOOKS = "/v1/hooks/";
    private static final int BEFORE_ALL_OTHERS = 100_000;

    void register(@Observes Filters filters) {
        filters.register(AnyForm::overwrite, BEFORE_ALL_OTHERS);
    }

    private static void overwrite(RoutingContext context) {
        if (context.normalizedPath().startsWith(HOOKS)) {
            MultiMap headers = context.request().headers();
            headers.set("Content-Type", "application/json");
            headers.set("Accept", "application/json");
        }
        context.next();
    }
}
