package dev.countersign.decision.source;

import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What the repository's host calls when something was pushed. Open to everybody because it has no
 * token of ours; its signature stands in for it. A call says "look now" and nothing else: of what
 * it tells nothing is believed, so a call that is sent twice makes nobody do more than look.
 */
@Path("/v1/policies/git/webhook")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class GitWebhookResource {

    private final ConfiguredSource source;
    private final GitWatch watch;

    GitWebhookResource(ConfiguredSource source, GitWatch watch) {
        this.source = source;
        this.watch = watch;
    }

    @POST
    @PermitAll
    public Response pushed(@Context HttpHeaders headers, byte[] body) {
        if (!source.requireWebhook().isBehind(headers::getHeaderString, body)) {
            throw new Refused(HttpError.NOT_SIGNED_IN, "The call is not signed as it has to be.");
        }
        watch.lookSoon();
        return Response.accepted().build();
    }
}
