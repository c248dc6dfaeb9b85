package dev.countersign.ui;

import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.HttpError;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Reads the problem document of a service that refuses. */
public class ProblemReader implements ResponseExceptionMapper<ServiceProblem> {

    @Override
    public ServiceProblem toThrowable(Response response) {
        if (Problem.MEDIA_TYPE.equals(String.valueOf(response.getMediaType()).split(";")[0])) {
            try {
                return new ServiceProblem(response.readEntity(Problem.class));
            } catch (ProcessingException notOfThatForm) {
                return unexplained(response.getStatus());
            }
        }
        return unexplained(response.getStatus());
    }

    private static ServiceProblem unexplained(int status) {
        HttpError code =
                switch (status) {
                    case 401 -> HttpError.NOT_SIGNED_IN;
                    case 403 -> HttpError.FORBIDDEN;
                    case 404 -> HttpError.NOT_FOUND;
                    default -> HttpError.UNAVAILABLE;
                };
        return new ServiceProblem(
                Problem.of(code, "The service answered %d.".formatted(status), Map.of()));
    }
}
