package dev.countersign.ui.policy;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** A policy that comes with the service. */
@Path("/policies/builtin/{name}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class BuiltinPage {

    private final Releases releases;
    private final Frames frames;

    BuiltinPage(@RestClient Releases releases, Frames frames) {
        this.releases = releases;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance builtin(Frame frame, String name, Sheet sheet);
    }

    @GET
    @Authenticated
    public TemplateInstance show(@PathParam("name") String name) {
        String text = Reply.of("decision-service", () -> releases.builtin(name)).answer();
        return Templates.builtin(
                frames.of(Section.POLICIES), name, Sheet.of("builtin/" + name, text));
    }
}
