package dev.countersign.ui.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.AgentOrder;
import dev.countersign.decision.api.AgentView;
import dev.countersign.decision.api.IssuedKey;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The registry of agents: who runs, for whom, and a form that registers one. */
@Path("/agents")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AgentPage {

    private static final URI HERE = URI.create(Section.AGENTS.address());

    private final Agents agents;
    private final Frames frames;
    private final String decisionService;

    AgentPage(
            @RestClient Agents agents,
            Frames frames,
            @ConfigProperty(name = "quarkus.rest-client.decision.url") String decisionService) {
        this.agents = agents;
        this.frames = frames;
        this.decisionService = decisionService;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance agents(
                Frame frame,
                Reply<List<AgentView>> agents,
                @Nullable Problem refused,
                String name,
                String operator);

        static native TemplateInstance registered(
                Frame frame, String name, IssuedKey key, String hookUrl);
    }

    @GET
    @RolesAllowed("agent-admin")
    public RestResponse<TemplateInstance> show() {
        return page(200, null, "", "");
    }

    /** Answers with the key itself instead of a redirect, because it is shown this once. */
    @POST
    @RolesAllowed("agent-admin")
    public RestResponse<TemplateInstance> register(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("operator") @DefaultValue("") String operator,
            @FormParam("owner") @DefaultValue("") String owner) {
        AgentOrder order =
                new AgentOrder(
                        name.strip(),
                        operator.strip(),
                        Optional.of(owner.strip()).filter(text -> !text.isEmpty()),
                        Optional.empty());
        Reply<IssuedKey> issued = Reply.of("decision-service", () -> agents.register(order));
        return issued.value() == null
                ? page(issued.status(), issued.problem(), name, operator)
                : RestResponse.ok(
                        Templates.registered(
                                frames.of(Section.AGENTS),
                                order.name(),
                                issued.value(),
                                decisionService + "/v1/hooks/claude-code"));
    }

    @POST
    @Path("{id}/revocation")
    @RolesAllowed("agent-admin")
    public RestResponse<TemplateInstance> revoke(@PathParam("id") AgentId id) {
        Reply<AgentView> revoked = Reply.of("decision-service", () -> agents.revoke(id));
        return revoked.problem() == null
                ? RestResponse.seeOther(HERE)
                : page(revoked.status(), revoked.problem(), "", "");
    }

    private RestResponse<TemplateInstance> page(
            int status, @Nullable Problem refused, String name, String operator) {
        Reply<List<AgentView>> all = Reply.of("decision-service", agents::list);
        return RestResponse.ResponseBuilder.ok(
                        Templates.agents(frames.of(Section.AGENTS), all, refused, name, operator))
                .status(status == 200 ? all.status() : status)
                .build();
    }
}
