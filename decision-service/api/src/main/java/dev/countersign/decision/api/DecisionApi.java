package dev.countersign.decision.api;

import dev.countersign.audit.api.DecisionId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decisions, free of any vendor's shape. {@code Prefer: wait=N} (RFC 7240) holds the answer for up
 * to N seconds while people decide; {@code Preference-Applied} says for how long it was agreed to,
 * and is missing if the preference was not understood and therefore ignored.
 */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface DecisionApi {

    /** Decides a call; for agents. A held call proposed again finds its own pending decision. */
    @POST
    @Path("decisions")
    CompletionStage<DecisionView> decide(
            DecisionOrder order, @HeaderParam("Prefer") @Nullable String prefer);

    /**
     * The decision. Asked by the agent itself, an approval that has come meanwhile is spent and the
     * decision becomes final; asked by people, nothing changes.
     */
    @GET
    @Path("decisions/{id}")
    CompletionStage<DecisionView> get(
            @PathParam("id") DecisionId id, @HeaderParam("Prefer") @Nullable String prefer);

    /** Facts, rules considered and verdict. Stores nothing, holds nothing. */
    @POST
    @Path("explain")
    Explanation explain(DecisionOrder order);

    /** Records what a tool call returned; for agents. */
    @POST
    @Path("results")
    ResultView report(ResultOrder order);
}
