package dev.countersign.audit.sequence;

import dev.countersign.audit.api.Problem;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.tlog.TilePath;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The log in its public form (C2SP tlog-tiles). Open to everybody who reaches this address: there
 * is nothing personal in it, and a verifier must not need an account of the operator it verifies.
 */
@Path("/log")
@RunOnVirtualThread
class LogResource {

    private static final String FOR_EVER = "public, max-age=604800, immutable";

    private final PublishedLog log;
    private final Signer signer;

    LogResource(PublishedLog log, Signer signer) {
        this.log = log;
        this.signer = signer;
    }

    /** The newest signed checkpoint. */
    @GET
    @Path("checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    @PermitAll
    public Response checkpoint() {
        return Response.ok(log.checkpoint(), "text/plain; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** The verifier key (vkey) of the log. */
    @GET
    @Path("key")
    @Produces(MediaType.TEXT_PLAIN)
    @PermitAll
    public Response key() {
        return Response.ok(signer.key() + "\n", "text/plain; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .build();
    }

    /**
     * Hashes or entries.
     *
     * @param path as tlog-tiles writes it, after {@code tile/}
     */
    @GET
    @Path("tile/{path:.+}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, Problem.MEDIA_TYPE})
    @PermitAll
    public Response tile(@PathParam("path") String path) {
        byte[] tile =
                TilePath.parse("tile/" + path)
                        .flatMap(log::read)
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                HttpError.NOT_FOUND,
                                                "The published log has no such tile."));
        return Response.ok(tile, MediaType.APPLICATION_OCTET_STREAM)
                .header("Cache-Control", FOR_EVER)
                .build();
    }
}
