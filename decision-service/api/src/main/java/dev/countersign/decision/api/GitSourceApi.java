package dev.countersign.decision.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The Git repository that policies are taken from. Where none is configured, all of it is refused
 * with NO_SOURCE.
 */
@Path("/v1/policies/git")
@Produces(MediaType.APPLICATION_JSON)
public interface GitSourceApi {

    /** Which repository, what was taken of it, and what stands in the way. No credentials. */
    @GET
    GitSourceView get();

    /**
     * Looks at the repository now, and answers when that is done; for policy-admins. What stands in
     * the way is in the answer, and what was in force before stays then.
     *
     * @param accepting the whole identifier of the branch's newest commit, if it is to be taken
     *     although it does not follow the one that was taken last; by a person
     */
    @POST
    @Path("pull")
    GitSourceView pull(@QueryParam("accepting") @Nullable String accepting);
}
