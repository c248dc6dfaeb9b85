package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
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

/**
 * Policies. Changes are for policy-admins; where a scope needs a second person, a change waits
 * (202, {@code waiting}) until another one makes the same call. What was in force before, and how
 * it ends, is in {@link PolicyReleaseApi}.
 */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public interface PolicyApi {

    String YAML = "application/yaml";
    String SCHEMA = "application/schema+json";
    String BUNDLE = "application/vnd.countersign.policy-bundle+json";

    /**
     * Checks and stores a policy file; it is not in force before it is activated. With errors the
     * problem's details hold all of them under {@code errors}, each with file, line, column and
     * message.
     *
     * @param layer whose file it is
     */
    @POST
    @Consumes({YAML, "application/x-yaml", "text/yaml"})
    PolicyView upload(
            String file, @QueryParam("layer") @DefaultValue("repository") PolicyLayer layer);

    /** Verifies, checks and stores a signed bundle; otherwise as {@link #upload}. */
    @POST
    @Consumes(BUNDLE)
    PolicyView uploadBundle(byte[] bundle);

    /**
     * Puts the policy in force for the agents it names, in place of what was. Refused for a lower
     * revision than was ever in force there, and for rules that nobody could approve.
     *
     * @param confirms of a change that waits: the request that the second person was shown; another
     *     one is not confirmed by mistake
     */
    @POST
    @Path("{id}/activate")
    PolicyView activate(
            @PathParam("id") PolicyId id, @QueryParam("confirms") @Nullable String confirms);

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

    /** All of its files, and where it would be in force. */
    @GET
    @Path("{id}/contents")
    PolicyContents contents(@PathParam("id") PolicyId id);

    /** The file as it was uploaded; of a set of files the topmost layer's. */
    @GET
    @Path("{id}/file")
    @Produces(YAML)
    String file(@PathParam("id") PolicyId id);
}
