package dev.countersign.approval.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.approval.request.RequestConfig;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Slack sends us. Open to everybody because Slack has no token of ours; Slack's signature over
 * the raw body stands in for it and is checked before anything else. Answers within three seconds.
 */
@Path("/slack")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class SlackResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SlackConnection connection;
    private final Now now;
    private final Inbox inbox;
    private final AskWhy askWhy;
    private final SlackWorker worker;
    private final RequestConfig config;

    SlackResource(
            SlackConnection connection,
            Now now,
            Inbox inbox,
            AskWhy askWhy,
            SlackWorker worker,
            RequestConfig config) {
        this.connection = connection;
        this.now = now;
        this.inbox = inbox;
        this.askWhy = askWhy;
        this.worker = worker;
        this.config = config;
    }

    @POST
    @Path("interactions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response interactions(
            @HeaderParam("X-Slack-Request-Timestamp") @Nullable String timestamp,
            @HeaderParam("X-Slack-Signature") @Nullable String signature,
            byte[] body) {
        requireSigned(timestamp, signature, body);
        return switch (parse(body)) {
            case Interaction.Click click when click.action().equals(Card.APPROVE) ->
                    kept(clicked(click, Clicked.Act.APPROVE));
            case Interaction.Click click -> asked(click);
            case Interaction.ReasonGiven given -> reasonGiven(given);
            case Interaction.OfNoInterest nothing -> Response.ok().build();
        };
    }

    @POST
    @Path("commands")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response commands(
            @HeaderParam("X-Slack-Request-Timestamp") @Nullable String timestamp,
            @HeaderParam("X-Slack-Signature") @Nullable String signature,
            byte[] body) {
        Workspace workspace = requireSigned(timestamp, signature, body);
        Map<String, String> form = form(body);
        if (form.containsKey("ssl_check")) {
            return Response.ok().build();
        }
        boolean ours =
                workspace.teamId().equals(form.get("team_id"))
                        && workspace.appId().equals(form.get("api_app_id"));
        String said =
                ours
                        ? answer(form.getOrDefault("text", "").strip())
                        : SlackError.FOREIGN_WORKSPACE.title();
        return Response.ok(SlackReply.Text.toThemAlone(said)).build();
    }

    private String answer(String command) {
        return switch (command) {
            case "pending" ->
                    "<%s/approvals|What is waiting for a decision>".formatted(config.webUrl());
            default ->
                    """
                    `/countersign pending` leads to what is waiting for a decision. \
                    Everything else is in the <%s|dashboard>."""
                            .formatted(config.webUrl());
        };
    }

    @POST
    @Path("events")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    public Response events(
            @HeaderParam("X-Slack-Request-Timestamp") @Nullable String timestamp,
            @HeaderParam("X-Slack-Signature") @Nullable String signature,
            byte[] body) {
        requireSigned(timestamp, signature, body);
        JsonNode event = json(body);
        return event.path("type").asText().equals("url_verification")
                ? Response.ok(new SlackReply.Challenge(event.path("challenge").asText())).build()
                : Response.ok().build();
    }

    private Workspace requireSigned(
            @Nullable String timestamp, @Nullable String signature, byte[] body) {
        Workspace workspace =
                connection
                        .workspace()
                        .orElseThrow(
                                () -> new Refused(SlackError.SLACK_IS_OFF, "Nothing was read."));
        boolean valid =
                Signature.parse(timestamp, signature)
                        .filter(sent -> sent.covers(body, workspace.signingSecrets()))
                        .filter(sent -> sent.isFresh(now.instant()))
                        .isPresent();
        if (!valid) {
            throw new Refused(SlackError.NOT_FROM_SLACK, "Nothing was read.");
        }
        return workspace;
    }

    private Response kept(Clicked clicked) {
        inbox.keep(clicked);
        worker.wake();
        return Response.ok().build();
    }

    /**
     * Slack's trigger for a dialog dies in three seconds, so this does not go through the inbox.
     */
    private Response asked(Interaction.Click click) {
        Clicked clicked = clicked(click, Clicked.Act.ASK);
        if (inbox.keep(clicked)) {
            Thread.startVirtualThread(() -> askWhy.ask(clicked, click.trigger()));
        }
        return Response.ok().build();
    }

    private Response reasonGiven(Interaction.ReasonGiven given) {
        Optional<String> complaint = DenyDialog.complaintAbout(given.reason());
        if (complaint.isPresent()) {
            return Response.ok(SlackReply.Errors.under(DenyDialog.BLOCK, complaint.get())).build();
        }
        return kept(
                new Clicked(
                        given.sender(),
                        given.origin().channel(),
                        given.origin().ts(),
                        Clicked.Act.DENY,
                        given.viewId(),
                        given.origin().value(),
                        given.reason().strip()));
    }

    private static Clicked clicked(Interaction.Click click, Clicked.Act act) {
        return new Clicked(
                click.sender(),
                click.channel(),
                click.ts(),
                act,
                click.actionTs(),
                click.value(),
                "");
    }

    private static Interaction parse(byte[] body) {
        try {
            return Interaction.parse(body);
        } catch (IllegalArgumentException malformed) {
            throw malformed(malformed);
        }
    }

    private static Map<String, String> form(byte[] body) {
        try {
            return Form.parse(body);
        } catch (IllegalArgumentException malformed) {
            throw malformed(malformed);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw malformed(malformed);
        }
    }

    private static Refused malformed(Exception malformed) {
        return new Refused(SlackError.MALFORMED_PAYLOAD, String.valueOf(malformed.getMessage()));
    }
}
