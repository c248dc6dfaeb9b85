package dev.countersign.decision.bundle;

import dev.countersign.decision.api.PolicyView;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A change that waits for a second person has not been made: 202, not 200. */
public class AcceptedWhileWaiting {

    @ServerResponseFilter
    public void accepted(ContainerRequestContext request, ContainerResponseContext response) {
        if (!request.getMethod().equals("GET")
                && response.getEntity() instanceof PolicyView policy
                && policy.waiting().isPresent()) {
            response.setStatusInfo(Response.Status.ACCEPTED);
        }
    }
}
