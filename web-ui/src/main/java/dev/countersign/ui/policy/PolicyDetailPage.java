package dev.countersign.ui.policy;

import dev.countersign.audit.api.PolicyId;
import dev.countersign.audit.api.Problem;
import dev.countersign.decision.api.DeclineOrder;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.PolicyWarning;
import dev.countersign.ui.Frame;
import dev.countersign.ui.Frames;
import dev.countersign.ui.Reply;
import dev.countersign.ui.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One policy: its text, what would change with it, and the buttons that let it. */
@Path("/policies/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class PolicyDetailPage {

    private final Policies policies;
    private final Releases releases;
    private final Frames frames;

    PolicyDetailPage(@RestClient Policies policies, @RestClient Releases releases, Frames frames) {
        this.policies = policies;
        this.releases = releases;
        this.frames = frames;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance policy(
                Frame frame,
                Rights rights,
                Shown shown,
                @Nullable Problem refused,
                List<Flaw> flaws,
                List<Flaw> warnings,
                String typed);
    }

    @GET
    @Authenticated
    public TemplateInstance show(@PathParam("id") PolicyId id) {
        return page(id, null, List.of(), "");
    }

    /**
     * @param confirms the request that was looked at; empty if none waited
     */
    @POST
    @Path("activation")
    @Authenticated
    public RestResponse<TemplateInstance> activate(
            @PathParam("id") PolicyId id,
            @FormParam("confirms") @DefaultValue("") String confirms) {
        return after(id, () -> policies.activate(id, unlessEmpty(confirms)), "");
    }

    /**
     * @param confirms as for {@link #activate}
     */
    @POST
    @Path("deactivation")
    @Authenticated
    public RestResponse<TemplateInstance> deactivate(
            @PathParam("id") PolicyId id,
            @FormParam("confirms") @DefaultValue("") String confirms) {
        return after(id, () -> releases.deactivate(id, unlessEmpty(confirms)), "");
    }

    @POST
    @Path("refusal")
    @Authenticated
    public RestResponse<TemplateInstance> decline(
            @PathParam("id") PolicyId id, @FormParam("reason") @DefaultValue("") String reason) {
        return after(id, () -> releases.decline(id, new DeclineOrder(reason.strip())), reason);
    }

    /** Where the browser lands when somebody had to sign in again before a form could be sent. */
    @GET
    @Path("{form}")
    @Authenticated
    public RestResponse<TemplateInstance> notSent(@PathParam("id") PolicyId id) {
        return RestResponse.seeOther(URI.create("/policies/" + id));
    }

    private RestResponse<TemplateInstance> after(
            PolicyId id, Supplier<PolicyView> call, String typed) {
        Reply<PolicyView> done = Reply.of("decision-service", call);
        List<PolicyWarning> warnings = done.present().map(PolicyView::warnings).orElse(List.of());
        return done.problem() == null && warnings.isEmpty()
                ? RestResponse.seeOther(URI.create("/policies/" + id))
                : RestResponse.ResponseBuilder.ok(page(id, done.problem(), warnings, typed))
                        .status(done.status())
                        .build();
    }

    private TemplateInstance page(
            PolicyId id, @Nullable Problem refused, List<PolicyWarning> warnings, String typed) {
        Frame frame = frames.of(Section.POLICIES);
        PolicyContents contents =
                Reply.of("decision-service", () -> policies.contents(id)).answer();
        Shown shown = Reply.of("decision-service", () -> read(id, contents)).answer();
        return Templates.policy(
                frame,
                Rights.of(frame),
                shown,
                refused,
                refused == null ? List.of() : Flaw.of(refused, path -> text(contents, path)),
                Flaw.of(warnings, path -> text(contents, path)),
                typed);
    }

    /** An answer without a text, as where nothing differs, is given to us as null. */
    private Shown read(PolicyId id, PolicyContents contents) {
        Optional<String> diff = Optional.ofNullable(releases.diff(id, "active"));
        return Shown.of(policies.get(id), contents, diff, releases.activations());
    }

    private static Optional<String> text(PolicyContents contents, String path) {
        return contents.files().stream()
                .filter(file -> file.path().equals(path))
                .map(PolicyContents.File::text)
                .findFirst();
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
