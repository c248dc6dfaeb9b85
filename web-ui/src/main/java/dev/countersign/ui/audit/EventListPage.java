package dev.countersign.ui.audit;

import dev.countersign.audit.api.EventPage;
import dev.countersign.audit.api.EventQuery;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The audit log, filtered. Who sees which events is audit-service's rule. */
@Path("/events")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class EventListPage {

    private final Events events;
    private final Frames frames;

    EventListPage(@RestClient Events events, Frames frames) {
        this.events = events;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance events(Frame frame, Filter filter, Reply<EventPage> found);
    }

    @GET
    @Authenticated
    public RestResponse<TemplateInstance> events(@BeanParam Filter filter) {
        EventQuery query = filter.query();
        Reply<EventPage> found = Reply.of("audit-service", () -> events.search(query));
        return RestResponse.ResponseBuilder.ok(
                        Templates.events(frames.of(Section.EVENTS), filter, found))
                .status(found.status())
                .build();
    }
}
