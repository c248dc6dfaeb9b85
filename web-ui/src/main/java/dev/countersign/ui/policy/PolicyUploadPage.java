package dev.countersign.ui.policy;

import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.runtime.HttpError;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import dev.countersign.ui.policy.Draft.Content;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The form that brings a policy to decision-service, with every error beside its line. */
@Path("/policies/new")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PolicyUploadPage {

    private static final Problem UNREADABLE =
            Problem.of(HttpError.INVALID_VALUE, "The chosen file is no text in UTF-8.", Map.of());

    private final Policies policies;
    private final Frames frames;

    PolicyUploadPage(@RestClient Policies policies, Frames frames) {
        this.policies = policies;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance upload(
                Frame frame, Draft draft, @Nullable Problem refused, List<Flaw> flaws);

        static native TemplateInstance stored(Frame frame, PolicyView policy, List<Flaw> warnings);
    }

    @GET
    @RolesAllowed("policy-admin")
    public TemplateInstance show() {
        return Templates.upload(frames.of(Section.POLICIES), new Draft(), null, List.of());
    }

    /** Goes on to the policy, unless there is something to read first. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed("policy-admin")
    public RestResponse<TemplateInstance> upload(@BeanParam Draft draft) {
        Content content = draft.content();
        Reply<PolicyView> stored = send(content, draft.layer());
        if (stored.value() == null) {
            return refused(draft, content, stored);
        }
        PolicyView policy = stored.value();
        return policy.warnings().isEmpty()
                ? RestResponse.seeOther(URI.create("/policies/" + policy.id()))
                : RestResponse.ok(
                        Templates.stored(
                                frames.of(Section.POLICIES),
                                policy,
                                Flaw.of(policy.warnings(), content::text)));
    }

    private Reply<PolicyView> send(Content content, PolicyLayer layer) {
        return switch (content) {
            case Content.Yaml yaml ->
                    Reply.of("decision-service", () -> policies.upload(yaml.text(), layer));
            case Content.Bundle bundle ->
                    Reply.of("decision-service", () -> policies.uploadBundle(bundle.bytes()));
            case Content.Unreadable unreadable -> new Reply<>(null, UNREADABLE);
        };
    }

    private RestResponse<TemplateInstance> refused(
            Draft draft, Content content, Reply<PolicyView> refusal) {
        Problem problem = Objects.requireNonNull(refusal.problem());
        TemplateInstance page =
                Templates.upload(
                        frames.of(Section.POLICIES),
                        draft,
                        problem,
                        Flaw.of(problem, content::text));
        return RestResponse.ResponseBuilder.ok(page).status(problem.status()).build();
    }
}
