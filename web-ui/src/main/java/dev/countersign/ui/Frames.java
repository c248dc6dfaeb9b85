package dev.countersign.ui;

import dev.countersign.approval.api.BypassStatus;
import dev.countersign.ui.bypass.Bypasses;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes the frame of a page for whoever is signed in. */
@ApplicationScoped
public class Frames {

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final SecurityIdentity identity;
    private final Bypasses bypasses;
    private final RoutingContext request;

    Frames(SecurityIdentity identity, @RestClient Bypasses bypasses, RoutingContext request) {
        this.identity = identity;
        this.bypasses = bypasses;
        this.request = request;
    }

    /** With the bypasses in force; asks approval-service, and does without if it is away. */
    public Frame of(Section section) {
        return new Frame(
                person(),
                identity.getRoles(),
                section,
                Reply.of("approval-service", () -> bypasses.list(BypassStatus.ACTIVE)).present(),
                theme());
    }

    /** Asks nobody, for pages that say that something went wrong. */
    public Frame bare() {
        return identity.isAnonymous()
                ? new Frame("", Set.of(), Section.ELSEWHERE, Optional.empty(), theme())
                : new Frame(
                        person(),
                        identity.getRoles(),
                        Section.ELSEWHERE,
                        Optional.empty(),
                        theme());
    }

    /** The browser remembers it; whatever is not one of ours is as good as nothing. */
    private String theme() {
        Cookie chosen = request.request().getCookie("theme");
        return chosen != null && THEMES.contains(chosen.getValue()) ? chosen.getValue() : "";
    }

    private String person() {
        return identity.getPrincipal().getName();
    }
}
