package dev.countersign.approval.api;

import dev.countersign.audit.api.ApprovalId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The approval queue. Besides these calls there is {@link #STREAM}: server-sent events whose data
 * are {@link Change}s and whose identifiers are positions. It begins after the position in {@code
 * Last-Event-ID} or {@code ?after=}, else at the present end; its first line of all is a comment
 * that carries the position at which it begins. It ends with the token that opened it.
 */
@Path("/v1/approvals")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface ApprovalApi {

    String STREAM = "/v1/approvals/stream";

    /**
     * Puts a call into the queue, for decision-service. Idempotent on the decision. Where nobody
     * could approve (no such group, nobody eligible in it), the answer is DENIED and says so.
     */
    @POST
    ApprovalView open(ApprovalOrder order);

    /**
     * @param status only these; all if absent
     * @param limit 1 to 200
     */
    @GET
    ApprovalPage list(
            @QueryParam("status") @Nullable ApprovalStatus status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit);

    @GET
    @Path("{id}")
    ApprovalView get(@PathParam("id") ApprovalId id);

    /** Votes as the signed-in person. Agents and service accounts are refused by kind. */
    @POST
    @Path("{id}/votes")
    ApprovalView vote(@PathParam("id") ApprovalId id, Ballot ballot);

    /** Spends the approval on the one call it was given for; for decision-service. */
    @POST
    @Path("{id}/consumption")
    ApprovalView consume(@PathParam("id") ApprovalId id, Consumption consumption);

    /** Cancels a pending request or invalidates an approved one; for decision-service. */
    @POST
    @Path("{id}/withdrawal")
    ApprovalView withdraw(@PathParam("id") ApprovalId id, Withdrawal withdrawal);
}
