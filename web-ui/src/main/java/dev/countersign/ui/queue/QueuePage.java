package dev.countersign.ui.queue;

import dev.countersign.approval.api.ApprovalPage;
import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The queue of held calls. Who sees which of them is approval-service's rule, so everybody who is
 * signed in may ask.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class QueuePage {

    private static final int PENDING_SHOWN = 200;
    private static final int NEWEST = 60;

    private final Approvals approvals;
    private final Frames frames;

    QueuePage(@RestClient Approvals approvals, Frames frames) {
        this.approvals = approvals;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance queue(Frame frame, Reply<Queue> queue);

        static native TemplateInstance queue$content(Reply<Queue> queue);

        static native TemplateInstance pending(int yours);
    }

    @GET
    @Path("approvals")
    @Authenticated
    public RestResponse<TemplateInstance> queue() {
        Reply<Queue> queue = read();
        return answer(queue, Templates.queue(frames.of(Section.APPROVALS), queue));
    }

    /** What changes while the page is open. */
    @GET
    @Path("queue/content")
    @Authenticated
    public RestResponse<TemplateInstance> content() {
        Reply<Queue> queue = read();
        return answer(queue, Templates.queue$content(queue));
    }

    /** The number in the navigation. */
    @GET
    @Path("queue/pending")
    @Authenticated
    public TemplateInstance pending() {
        return Templates.pending(
                Reply.of("approval-service", this::pendingOnes)
                        .present()
                        .map(page -> Queue.of(page.items(), java.util.List.of()).yours().size())
                        .orElse(0));
    }

    private Reply<Queue> read() {
        return Reply.of(
                "approval-service",
                () -> Queue.of(pendingOnes().items(), approvals.list(null, null, NEWEST).items()));
    }

    private ApprovalPage pendingOnes() {
        return approvals.list(ApprovalStatus.PENDING, null, PENDING_SHOWN);
    }

    private static RestResponse<TemplateInstance> answer(
            Reply<Queue> queue, TemplateInstance page) {
        return RestResponse.ResponseBuilder.ok(page).status(queue.status()).build();
    }
}
