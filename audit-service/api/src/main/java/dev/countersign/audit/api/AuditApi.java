package dev.countersign.audit.api;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * The audit log for our own services and for people. Everybody else reads the log itself, under
 * {@code /log/}, in the public form that {@code README.md} of audit-service describes.
 */
@Path("/v1/events")
public interface AuditApi {

    /** CloudEvents 1.0, a JSON array of events. */
    String CLOUDEVENTS_BATCH = "application/cloudevents-batch+json";

    int LARGEST_BATCH = 1_000;

    /**
     * Takes events exactly once: sending the same again changes nothing and answers the same index.
     * For services only, and only for events whose {@code source} is theirs.
     *
     * @param batch at most {@link #LARGEST_BATCH} events and 4 MiB
     * @return one result for each event, in the order of the batch
     */
    @POST
    @Consumes(CLOUDEVENTS_BATCH)
    @Produces(MediaType.APPLICATION_JSON)
    List<IngestResult> ingest(byte[] batch);

    /**
     * Events that meet all the given conditions, newest first. People who are neither auditor,
     * approver, on-call nor policy-admin see those of agents that run on their behalf.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    EventPage search(@BeanParam EventQuery query);

    /** One event with all that is needed to check it against the log. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    EventRecord get(@PathParam("id") EventId id);

    /**
     * A receipt (tlog-proof) that the event's leaf is in the log, with the newest checkpoint. An
     * event is covered at most about a second after it was taken.
     */
    @GET
    @Path("{id}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    String proof(@PathParam("id") EventId id);
}
