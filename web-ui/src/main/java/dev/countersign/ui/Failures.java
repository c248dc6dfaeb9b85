package dev.countersign.ui;

import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.HttpError;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into a page that says so, in place of the services' documents. */
public class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    /** Goes before the mappers that all services share. */
    private static final int FIRST = 1_000;

    private final Frames frames;

    Failures(Frames frames) {
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance problem(Frame frame, Problem problem);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response refused(ServiceProblem refused) {
        return page(refused.problem());
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response forbidden(ForbiddenException forbidden) {
        return page(
                Problem.of(
                        HttpError.FORBIDDEN,
                        "You are signed in, but your account has none of the roles that this page is for.",
                        Map.of()));
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response http(WebApplicationException failure) {
        Response given = failure.getResponse();
        return switch (given.getStatus()) {
            case 404 -> page(Problem.of(HttpError.NOT_FOUND, "There is no such page.", Map.of()));
            case 405 ->
                    page(
                            Problem.of(
                                    HttpError.METHOD_NOT_ALLOWED,
                                    "This address does not take that.",
                                    Map.of()));
            case 400 ->
                    page(
                            Problem.of(
                                    HttpError.INVALID_VALUE,
                                    "The form was not filled in as expected.",
                                    Map.of()));
            default -> given.getStatus() < 500 ? given : unexpected(failure);
        };
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response unexpected(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected failure incident=%s", incident);
        return page(
                Problem.of(
                        HttpError.UNEXPECTED,
                        "The failure was logged as incident %s.".formatted(incident),
                        Map.of()));
    }

    private Response page(Problem problem) {
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(Templates.problem(frames.bare(), problem))
                .build();
    }
}
