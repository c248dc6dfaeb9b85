package dev.countersign.ui.policy;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** Which recorded decisions a policy would change. */
@Path("/policies/{id}/simulation")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SimulationPage {

    private final Policies policies;
    private final Replays replays;
    private final Frames frames;

    SimulationPage(@RestClient Policies policies, @RestClient Replays replays, Frames frames) {
        this.policies = policies;
        this.replays = replays;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance simulation(
                Frame frame, PolicyView policy, Reply<Simulated> simulated, String since);
    }

    /**
     * @param since how far back, such as {@code P30D}
     */
    @POST
    @RolesAllowed({"policy-admin", "security-reviewer", "auditor"})
    public RestResponse<TemplateInstance> simulate(
            @PathParam("id") PolicyId id, @FormParam("since") @DefaultValue("P30D") String since) {
        PolicyView policy = Reply.of("decision-service", () -> policies.get(id)).answer();
        Reply<Simulated> simulated =
                Reply.of("decision-service", () -> new Simulated(replay(id, since)));
        return RestResponse.ResponseBuilder.ok(
                        Templates.simulation(frames.of(Section.POLICIES), policy, simulated, since))
                .status(simulated.status())
                .build();
    }

    /** Where the browser lands when somebody had to sign in again before the form could be sent. */
    @GET
    @RolesAllowed({"policy-admin", "security-reviewer", "auditor"})
    public RestResponse<TemplateInstance> notSent(@PathParam("id") PolicyId id) {
        return RestResponse.seeOther(URI.create("/policies/" + id));
    }

    private SimulationView replay(PolicyId id, String since) {
        return replays.simulate(id, since, null, null, PolicyLayer.REPOSITORY, null);
    }
}
