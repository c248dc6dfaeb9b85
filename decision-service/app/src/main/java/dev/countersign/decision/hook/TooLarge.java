package dev.countersign.decision.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a hook's payload that is too large, or does not say how large it is, in the agent's own
 * form, before the HTTP layer refuses it with a status that the agent takes for consent.
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
        String path = context.request().path();
        Optional<Dialect> dialect =
                path.startsWith(HOOKS)
                        ? dialects.find(path.substring(HOOKS.length()))
                        : Optional.empty();
        Optional<String> objection = dialect.flatMap(known -> objection(context.request()));
        if (objection.isEmpty()) {
            context.next();
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(refusal(dialect.orElseThrow(), objection.get()));
    }

    /** The HTTP layer itself would end the exchange in the middle of a body of unknown length. */
    private Optional<String> objection(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return request.getHeader("Transfer-Encoding") == null
                    ? Optional.empty()
                    : Optional.of(
                            "This call came without a Content-Length, so it was not read and may not run.");
        }
        return length.length() > 18 || Long.parseLong(length) > most
                ? Optional.of(
                        "This call is larger than the %d bytes that Countersign examines, so it may not run. Split it."
                                .formatted(most))
                : Optional.empty();
    }

    private String refusal(Dialect dialect, String objection) {
        try {
            return json.writeValueAsString(dialect.refuse(objection));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
