package dev.countersign.approval.api;

import dev.countersign.audit.api.BypassId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emergency bypasses: asked for with a reason, approved by somebody else, ended by the clock. */
@Path("/v1/bypasses")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface BypassApi {

    @POST
    BypassView request(BypassOrder order);

    /** The newest 200, of one status if given. */
    @GET
    List<BypassView> list(@QueryParam("status") @Nullable BypassStatus status);

    @GET
    @Path("{id}")
    BypassView get(@PathParam("id") BypassId id);

    @POST
    @Path("{id}/votes")
    BypassView vote(@PathParam("id") BypassId id, Ballot ballot);

    /** Ends it at once. */
    @DELETE
    @Path("{id}")
    BypassView revoke(@PathParam("id") BypassId id);

    @POST
    @Path("{id}/review")
    BypassView review(@PathParam("id") BypassId id, Review review);

    /** Records a call under a live bypass; for decision-service. Refused once it has ended. */
    @POST
    @Path("{id}/uses")
    BypassView use(@PathParam("id") BypassId id, BypassUse use);
}
