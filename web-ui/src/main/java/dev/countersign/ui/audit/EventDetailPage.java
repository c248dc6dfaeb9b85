package dev.countersign.ui.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.EventId;
import dev.countersign.audit.api.EventRecord;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import dev.countersign.ui.text.Piece;
import dev.countersign.ui.text.VisibleText;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** One event with its evidence. */
@Path("/events/{id}")
@RunOnVirtualThread
public class EventDetailPage {

    private final Events events;
    private final Frames frames;
    private final ObjectMapper json;

    EventDetailPage(@RestClient Events events, Frames frames, ObjectMapper json) {
        this.events = events;
        this.frames = frames;
        this.json = json;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance event(
                Frame frame,
                EventRecord record,
                Map<String, List<Piece>> sections,
                Reply<String> proof);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Authenticated
    public TemplateInstance show(@PathParam("id") EventId id) {
        EventRecord record = Reply.of("audit-service", () -> events.get(id)).answer();
        return Templates.event(
                frames.of(Section.EVENTS),
                record,
                sections(record),
                Reply.of("audit-service", () -> events.proof(id)));
    }

    /** The receipt as a file, for verifying it with other tools. */
    @GET
    @Path("proof")
    @Produces(MediaType.TEXT_PLAIN)
    @Authenticated
    public String proof(@PathParam("id") EventId id) {
        return Reply.of("audit-service", () -> events.proof(id)).answer();
    }

    private Map<String, List<Piece>> sections(EventRecord record) {
        Map<String, List<Piece>> shown = new TreeMap<>();
        record.event().sealed().forEach((name, value) -> shown.put(name, pretty(value)));
        return shown;
    }

    private List<Piece> pretty(Map<String, Object> section) {
        try {
            return VisibleText.of(
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(section));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON is none", e);
        }
    }
}
