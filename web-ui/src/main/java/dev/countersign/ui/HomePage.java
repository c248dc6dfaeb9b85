package dev.countersign.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The address people type, and the page they leave by. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class HomePage {

    private final Frames frames;

    HomePage(Frames frames) {
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance signedOut(Frame frame);
    }

    @GET
    @Authenticated
    public Response home() {
        return Response.seeOther(URI.create(Section.APPROVALS.address())).build();
    }

    @GET
    @Path("signed-out")
    @PermitAll
    public TemplateInstance signedOut() {
        return Templates.signedOut(frames.bare());
    }
}
