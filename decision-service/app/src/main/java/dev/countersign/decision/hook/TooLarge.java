package dev.countersign.decision.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a hook's payload that is too large in the agent's own form, before the HTTP layer refuses
 * it with a status that the agent takes for consent.
 */
@ApplicationScoped
class TooLarge {

    private static final String HOOKS = "/v1/hooks/";
    private static final int BEFORE_ALL_OTHERS = 100_000;

    private final Dialects dialects;
    private final ObjectMapper json;
    private final long most;

    TooLarge(
            Dialects dialects,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.dialects = dialects;
        this.json = json;
        this.most = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext context) {
        Optional<Dialect> dialect =
                context.request().path().startsWith(HOOKS) && tooLarge(context)
                        ? dialects.find(context.request().path().substring(HOOKS.length()))
                        : Optional.empty();
        if (dialect.isEmpty()) {
            context.next();
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(refusal(dialect.get()));
    }

    private boolean tooLarge(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        return length != null && (length.length() > 18 || Long.parseLong(length) > most);
    }

    private String refusal(Dialect dialect) {
        try {
            return json.writeValueAsString(
                    dialect.refuse(
                            "This call is larger than the %d bytes that Countersign examines, so it may not run. Split it."
                                    .formatted(most)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
