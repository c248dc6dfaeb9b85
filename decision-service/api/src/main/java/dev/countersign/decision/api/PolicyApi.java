package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Policies. Changes are for policy-admins. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public interface PolicyApi {

    String YAML = "application/yaml";
    String SCHEMA = "application/schema+json";

    /**
     * Checks and stores a policy file; it is not in force before it is activated. With errors the
     * problem's details hold all of them under {@code errors}, each with line, column and message.
     */
    @POST
    @Consumes({YAML, "application/x-yaml", "text/yaml"})
    PolicyView upload(String file);

    /** Puts the policy in force for the agents it names, in place of what was. */
    @POST
    @Path("{id}/activate")
    PolicyView activate(@PathParam("id") PolicyId id);

    /** Newest first, at most 200. */
    @GET
    List<PolicyView> list();

    /** Those in force. Agents that none of them names have the built-in baseline. */
    @GET
    @Path("active")
    List<PolicyView> active();

    /** The language as a JSON Schema; editors fetch it without signing in. */
    @GET
    @Path("schema")
    @Produces(SCHEMA)
    String schema();

    @GET
    @Path("{id}")
    PolicyView get(@PathParam("id") PolicyId id);

    /** The file as it was uploaded. */
    @GET
    @Path("{id}/file")
    @Produces(YAML)
    String file(@PathParam("id") PolicyId id);
}
