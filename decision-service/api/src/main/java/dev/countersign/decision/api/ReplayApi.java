package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded, judged once more. Nothing is stored, held or put in force. For policy-admins,
 * security-reviewers and auditors; at most one at a time in each replica.
 */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public interface ReplayApi {

    /** Calls that are replayed unless the caller says how many. */
    int USUAL_CALLS = 5_000;

    int MOST_CALLS = 50_000;

    /**
     * Replays recorded calls, oldest first, as if a policy had been in force: the file that is
     * sent, else the uploaded one that is named. It is checked as an upload of it would be.
     *
     * @param since how far back to go, such as {@code P30D} or {@code 12h}; {@code P30D} if absent,
     *     at most a year
     * @param agent the name of one agent; absent: all that the policy is for
     * @param limit how many calls at most, the newest ones, 1 to {@link #MOST_CALLS}; {@link
     *     #USUAL_CALLS} if absent
     * @param layer whose file it is that is sent; the other layers stay as they are
     */
    @POST
    @Path("simulate")
    @Consumes({PolicyApi.YAML, "application/x-yaml", "text/yaml"})
    SimulationView simulate(
            @QueryParam("policy") @Nullable PolicyId policy,
            @QueryParam("since") @Nullable String since,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("layer") @DefaultValue("repository") PolicyLayer layer,
            @Nullable String file);

    /**
     * Rules that follow from what was observed, as narrow as what was seen, each with its evidence.
     * For people to read: nothing of it is stored or in force.
     *
     * @param since as in {@link #simulate}; {@code P7D} if absent
     */
    @GET
    @Path("suggestions")
    SuggestionsView suggestions(
            @QueryParam("since") @Nullable String since,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("limit") @Nullable Integer limit);
}
