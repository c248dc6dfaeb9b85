package dev.countersign.ui.bypass;

import dev.countersign.approval.api.Ballot;
import dev.countersign.approval.api.BypassView;
import dev.countersign.approval.api.Choice;
import dev.countersign.approval.api.Review;
import dev.countersign.audit.api.BypassId;
import dev.countersign.audit.api.Problem;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Emergency bypasses: those in force, those asked for, the form that asks, and the reviews owed.
 */
@Path("/bypasses")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class BypassPage {

    private static final URI HERE = URI.create(Section.BYPASSES.address());

    private final Bypasses bypasses;
    private final Frames frames;

    BypassPage(@RestClient Bypasses bypasses, Frames frames) {
        this.bypasses = bypasses;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance bypasses(
                Frame frame, Reply<Bypassed> bypasses, @Nullable Problem refused, Request typed);

        static native TemplateInstance bypasses$lists(Frame frame, Reply<Bypassed> bypasses);

        static native TemplateInstance banner(Frame frame);
    }

    @GET
    @Authenticated
    public RestResponse<TemplateInstance> show() {
        Reply<Bypassed> all = read();
        return answer(all.status(), page(all, null, new Request()));
    }

    /** What changes while the page is open. */
    @GET
    @Path("lists")
    @Authenticated
    public RestResponse<TemplateInstance> lists() {
        Reply<Bypassed> all = read();
        return answer(all.status(), Templates.bypasses$lists(frames.of(Section.BYPASSES), all));
    }

    /** What every page shows above its content while a bypass is in force. */
    @GET
    @Path("banner")
    @Authenticated
    public TemplateInstance banner() {
        return Templates.banner(frames.of(Section.BYPASSES));
    }

    @POST
    @Authenticated
    public RestResponse<TemplateInstance> request(@BeanParam Request request) {
        return after(() -> bypasses.request(request.order()), request);
    }

    @POST
    @Path("{id}/votes")
    @Authenticated
    public RestResponse<TemplateInstance> vote(
            @PathParam("id") BypassId id,
            @FormParam("vote") @DefaultValue("") String vote,
            @FormParam("reason") @DefaultValue("") String reason) {
        Choice choice = vote.equals("approve") ? Choice.APPROVE : Choice.DENY;
        return after(() -> bypasses.vote(id, new Ballot(choice, reason.strip())), new Request());
    }

    @POST
    @Path("{id}/end")
    @Authenticated
    public RestResponse<TemplateInstance> end(@PathParam("id") BypassId id) {
        return after(() -> bypasses.revoke(id), new Request());
    }

    @POST
    @Path("{id}/review")
    @Authenticated
    public RestResponse<TemplateInstance> review(
            @PathParam("id") BypassId id, @FormParam("finding") @DefaultValue("") String finding) {
        return after(() -> bypasses.review(id, new Review(finding.strip())), new Request());
    }

    /** Where the browser lands when somebody had to sign in again before a form could be sent. */
    @GET
    @Path("{id}/{form}")
    @Authenticated
    public RestResponse<TemplateInstance> notSent() {
        return RestResponse.seeOther(HERE);
    }

    private RestResponse<TemplateInstance> after(Supplier<BypassView> call, Request typed) {
        Reply<BypassView> done = Reply.of("approval-service", call);
        return done.problem() == null
                ? RestResponse.seeOther(HERE)
                : answer(done.status(), page(read(), done.problem(), typed));
    }

    private TemplateInstance page(Reply<Bypassed> all, @Nullable Problem refused, Request typed) {
        return Templates.bypasses(frames.of(Section.BYPASSES), all, refused, typed);
    }

    private Reply<Bypassed> read() {
        return Reply.of("approval-service", () -> Bypassed.of(bypasses.list(null)));
    }

    private static RestResponse<TemplateInstance> answer(int status, TemplateInstance page) {
        return RestResponse.ResponseBuilder.ok(page).status(status).build();
    }
}
