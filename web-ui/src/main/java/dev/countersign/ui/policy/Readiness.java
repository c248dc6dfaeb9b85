package dev.countersign.ui.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.ui.ProblemReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What decision-service says of itself to whoever looks after it. */
@RegisterRestClient(configKey = "decision")
@RegisterProvider(ProblemReader.class)
@Path("/q/health/ready")
public interface Readiness {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    JsonNode ask();
}
