package dev.countersign.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.countersign.audit.api.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever leaves a resource into problem details (RFC 9457), in one place. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int LONGEST_QUOTE = 200;

    @ServerExceptionMapper
    public Response refused(Refused refused) {
        return answer(refused.problem());
    }

    @ServerExceptionMapper(priority = 1)
    public Response malformed(JacksonException malformed) {
        return answer(HttpError.MALFORMED_JSON, explain(malformed));
    }

    /** The framework answers this kind by itself otherwise, in a form of its own. */
    @ServerExceptionMapper(priority = 1)
    public Response mismatched(MismatchedInputException mismatched) {
        return malformed(mismatched);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response notSignedIn() {
        return answer(HttpError.NOT_SIGNED_IN, "No valid credentials were sent.");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden) {
        return answer(HttpError.FORBIDDEN, "This account may not do that.");
    }

    /** What the framework refuses by itself is told in our words; its own name its annotations. */
    @ServerExceptionMapper
    public Response http(WebApplicationException failure, ContainerRequestContext request) {
        if (failure.getCause() instanceof Parameters.Misfit misfit) {
            return refused(misfit.in(request.getUriInfo().getQueryParameters()));
        }
        if (failure.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        Response given = failure.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        HttpError code = HttpError.ofStatus(given.getStatus());
        return answer(code, what(code, request));
    }

    private static String what(HttpError code, ContainerRequestContext request) {
        String path = brief(request.getUriInfo().getPath());
        return switch (code) {
            case NOT_FOUND -> "Nothing is at %s.".formatted(path);
            case METHOD_NOT_ALLOWED -> "%s does not take %s.".formatted(path, request.getMethod());
            case NOT_ACCEPTABLE ->
                    "%s does not answer as '%s'."
                            .formatted(path, header(request, HttpHeaders.ACCEPT));
            case UNSUPPORTED_MEDIA_TYPE ->
                    "%s does not take a body that is sent as '%s'."
                            .formatted(path, header(request, HttpHeaders.CONTENT_TYPE));
            case MALFORMED_JSON,
                    INVALID_VALUE,
                    NOT_SIGNED_IN,
                    FORBIDDEN,
                    TOO_LARGE,
                    UNEXPECTED,
                    UNAVAILABLE ->
                    "%s %s was not taken.".formatted(request.getMethod(), path);
        };
    }

    private static String header(ContainerRequestContext request, String name) {
        String value = request.getHeaderString(name);
        return value == null ? "" : brief(value);
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure incident=%s", incident);
        return answer(
                Problem.of(
                        HttpError.UNEXPECTED,
                        "The failure was logged as incident " + incident + ".",
                        Map.of("incident", incident)));
    }

    private static String explain(JacksonException malformed) {
        if (malformed instanceof JsonMappingException mapping
                && !(malformed.getCause() instanceof JsonParseException)) {
            if (mapping.getPath().isEmpty()) {
                return "The body is JSON of another form%s.".formatted(where(malformed));
            }
            String path =
                    mapping.getPath().stream()
                            .map(
                                    step ->
                                            step.getFieldName() == null
                                                    ? "[" + step.getIndex() + "]"
                                                    : step.getFieldName())
                            .reduce(
                                    (left, right) ->
                                            right.startsWith("[")
                                                    ? left + right
                                                    : left + "." + right)
                            .orElseThrow();
            return "The value of '%s' is not of its form%s.".formatted(path, where(malformed));
        }
        return "Not valid JSON%s.".formatted(where(malformed));
    }

    private static String where(JacksonException malformed) {
        var at = malformed.getLocation();
        return at == null
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static Response answer(HttpError code, String detail) {
        return answer(Problem.of(code, detail, Map.of()));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
