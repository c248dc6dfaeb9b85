package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** What was in force, what would change, and how that ends. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public interface PolicyReleaseApi {

    /**
     * Takes the policy out of force wherever it is; other layers and the built-in baseline stay.
     *
     * @param confirms as for {@link PolicyApi#activate}
     */
    @DELETE
    @Path("{id}/activation")
    PolicyView deactivate(
            @PathParam("id") PolicyId id, @QueryParam("confirms") @Nullable String confirms);

    /** Refuses a change that waits for a second person; the one who asked may take it back so. */
    @POST
    @Path("{id}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    PolicyView decline(@PathParam("id") PolicyId id, DeclineOrder order);

    /** What was and is in force: newest first, at most 500. */
    @GET
    @Path("activations")
    List<ActivationView> activations();

    /** The names of the policies that come with the service, for {@link #builtin}. */
    @GET
    @Path("builtin")
    List<String> builtins();

    /** A policy that comes with the service, such as {@code baseline}. */
    @GET
    @Path("builtin/{name}")
    @Produces(PolicyApi.YAML)
    String builtin(@PathParam("name") String name);

    /**
     * What differs, unified, file by file; empty if nothing does.
     *
     * @param against another policy's identifier, or {@code active}: what is in force where this
     *     one would be
     */
    @GET
    @Path("{id}/diff")
    @Produces(MediaType.TEXT_PLAIN)
    String diff(
            @PathParam("id") PolicyId id,
            @QueryParam("against") @DefaultValue("active") String against);
}
