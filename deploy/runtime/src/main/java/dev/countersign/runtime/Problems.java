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
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever leaves a resource into problem details (RFC 9457), in one place. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

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

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        if (failure.getCause() instanceof JacksonException malformed) {
            return malformed(malformed);
        }
        Response given = failure.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        return answer(HttpError.ofStatus(given.getStatus()), String.valueOf(failure.getMessage()));
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
                            .orElse("the body");
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
