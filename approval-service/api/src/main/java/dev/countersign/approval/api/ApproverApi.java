package dev.countersign.approval.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who could approve, at the moment of asking; for decision-service. */
@Path("/v1/approvers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface ApproverApi {

    /**
     * Which of these requirements nobody could ever meet, with the same rules by which requests are
     * denied. Changes nothing. DIRECTORY_UNREACHABLE if people cannot be looked up.
     */
    @POST
    @Path("check")
    List<ApproverFlaw> check(ApproverCheck check);
}
