package dev.countersign.ui.decision;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.approval.api.ApprovalView;
import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.Choice;
import dev.countersign.audit.api.ApprovalId;
import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventQuery;
import dev.countersign.audit.api.Problem;
import dev.countersign.audit.api.SessionId;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import dev.countersign.ui.audit.Events;
import dev.countersign.ui.queue.Approvals;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One held call: everything about it, and the two buttons. */
@Path("/approvals/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DecidePage {

    private static final int EVENTS_SHOWN = 12;

    private final Approvals approvals;
    private final Events events;
    private final Frames frames;

    DecidePage(@RestClient Approvals approvals, @RestClient Events events, Frames frames) {
        this.approvals = approvals;
        this.events = events;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance decide(
                Frame frame,
                ApprovalView approval,
                Shown shown,
                Reply<EventPage> session,
                @Nullable Problem refused,
                String typed);

        static native TemplateInstance decide$state(ApprovalView approval);
    }

    @GET
    @Authenticated
    public TemplateInstance show(@PathParam("id") ApprovalId id) {
        return page(existing(id), null, "");
    }

    /**
     * What changes while the page is open.
     *
     * @param seen the status that the page shows; once it is another, the whole page is loaded
     */
    @GET
    @Path("state")
    @Authenticated
    public RestResponse<TemplateInstance> state(
            @PathParam("id") ApprovalId id, @QueryParam("seen") @Nullable ApprovalStatus seen) {
        ApprovalView approval = existing(id);
        var answer = RestResponse.ResponseBuilder.ok(Templates.decide$state(approval));
        return (approval.status() == seen ? answer : answer.header("HX-Refresh", "true")).build();
    }

    @POST
    @Path("votes")
    @Authenticated
    public RestResponse<TemplateInstance> vote(
            @PathParam("id") ApprovalId id,
            @FormParam("vote") @DefaultValue("") String vote,
            @FormParam("reason") @DefaultValue("") String reason) {
        Ballot ballot = new Ballot(choice(vote), reason.strip());
        Reply<ApprovalView> voted = Reply.of("approval-service", () -> approvals.vote(id, ballot));
        return voted.problem() == null
                ? RestResponse.seeOther(URI.create("/approvals/" + id))
                : RestResponse.ResponseBuilder.ok(page(existing(id), voted.problem(), reason))
                        .status(voted.status())
                        .build();
    }

    /** Where the browser lands when somebody had to sign in again before the vote could be sent. */
    @GET
    @Path("votes")
    @Authenticated
    public RestResponse<TemplateInstance> notVoted(@PathParam("id") ApprovalId id) {
        return RestResponse.seeOther(URI.create("/approvals/" + id));
    }

    private TemplateInstance page(ApprovalView approval, @Nullable Problem refused, String typed) {
        return Templates.decide(
                frames.of(Section.APPROVALS),
                approval,
                Shown.of(approval.action()),
                Reply.of("audit-service", () -> events.search(of(approval.proposer().session()))),
                refused,
                typed);
    }

    private ApprovalView existing(ApprovalId id) {
        return Reply.of("approval-service", () -> approvals.get(id)).answer();
    }

    private static EventQuery of(SessionId session) {
        EventQuery query = new EventQuery();
        query.session = session.value();
        query.limit = EVENTS_SHOWN;
        return query;
    }

    private static Choice choice(String name) {
        try {
            return Choice.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new jakarta.ws.rs.BadRequestException(unknown);
        }
    }
}
