package dev.countersign.decision.api;

import dev.countersign.audit.api.SessionId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of agents, and their kill switch. */
@Path("/v1/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface SessionApi {

    /**
     * Newest first.
     *
     * @param state only these; all if absent
     * @param limit 1 to 200
     */
    @GET
    List<SessionView> list(
            @QueryParam("state") @Nullable SessionState state,
            @QueryParam("limit") @DefaultValue("50") int limit);

    @GET
    @Path("{id}")
    SessionView get(@PathParam("id") SessionId id);

    /** Stops the run: no further call of it is let through. Repeating it changes nothing. */
    @POST
    @Path("{id}/kill")
    SessionView kill(@PathParam("id") SessionId id, KillOrder order);
}
