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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** All policies: what waits, what is in force, what is stored, what was. */
@Path("/policies")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PolicyListPage {

    private final Policies policies;
    private final Releases releases;
    private final Readiness readiness;
    private final Frames frames;

    PolicyListPage(
            @RestClient Policies policies,
            @RestClient Releases releases,
            @RestClient Readiness readiness,
            Frames frames) {
        this.policies = policies;
        this.releases = releases;
        this.readiness = readiness;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance policies(
                Frame frame,
                Rights rights,
                Reply<Overview> all,
                Reply<List<String>> builtins,
                Optional<Loading> trouble);
    }

    @GET
    @Authenticated
    public RestResponse<TemplateInstance> show() {
        Frame frame = frames.of(Section.POLICIES);
        Reply<Overview> all = Reply.of("decision-service", this::read);
        TemplateInstance page =
                Templates.policies(
                        frame,
                        Rights.of(frame),
                        all,
                        Reply.of("decision-service", releases::builtins),
                        Reply.of("decision-service", readiness::ask)
                                .present()
                                .flatMap(Loading::troubled));
        return RestResponse.ResponseBuilder.ok(page).status(all.status()).build();
    }

    private Overview read() {
        return Overview.of(policies.list(), policies.active(), releases.activations());
    }
}
