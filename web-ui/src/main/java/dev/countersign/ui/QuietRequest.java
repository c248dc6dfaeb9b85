package dev.countersign.ui;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Requests that a page makes in the background. When the session is over they are answered with
 * status 499 instead of being sent to the sign-in page, which would be swapped into a fragment.
 */
@ApplicationScoped
public class QuietRequest implements JavaScriptRequestChecker {

    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return context.request().headers().contains("HX-Request")
                || (accept != null && accept.startsWith("text/event-stream"));
    }
}
