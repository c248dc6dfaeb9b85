package dev.countersign.decision.api;

import dev.countersign.audit.api.AgentId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The registry of agents and their keys. Changes are for agent-admins. */
@Path("/v1/agents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface AgentApi {

    /** Registers an agent and issues its first key. */
    @POST
    IssuedKey register(AgentOrder order);

    /** All agents by name. */
    @GET
    List<AgentView> list();

    @GET
    @Path("{id}")
    AgentView get(@PathParam("id") AgentId id);

    /** Issues a further key; the others stay good. */
    @POST
    @Path("{id}/keys")
    IssuedKey issueKey(@PathParam("id") AgentId id, KeyOrder order);

    /** Revokes one key, at once. Repeating it changes nothing. */
    @DELETE
    @Path("{id}/keys/{handle}")
    AgentView revokeKey(@PathParam("id") AgentId id, @PathParam("handle") String handle);

    /** Revokes the agent with all its keys, at once and for good. */
    @DELETE
    @Path("{id}")
    AgentView revoke(@PathParam("id") AgentId id);
}
