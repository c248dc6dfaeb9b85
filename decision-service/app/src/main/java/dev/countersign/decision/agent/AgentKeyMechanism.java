package dev.countersign.decision.agent;

import dev.countersign.decision.Blocking;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Recognises agents by their own keys. Any other bearer token is left to OpenID Connect; a key that
 * is unknown, revoked or expired is refused here and tried nowhere else.
 */
@ApplicationScoped
public class AgentKeyMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final KnownAgents agents;

    AgentKeyMechanism(KnownAgents agents) {
        this.agents = agents;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager manager) {
        String header = context.request().getHeader("Authorization");
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !header.startsWith(KeySecret.PREFIX, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        KeySecret key = new KeySecret(header.substring(SCHEME.length()).strip());
        Optional<AgentRef> remembered = agents.rememberedByKey(key);
        return remembered.isPresent()
                ? Uni.createFrom().item(identity(remembered.get()))
                : Blocking.call(() -> identity(known(key)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    /** Before OpenID Connect, which would ask Keycloak about a text that is no token of it. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }

    private AgentRef known(KeySecret key) {
        return agents.byKey(key)
                .orElseThrow(
                        () ->
                                new AuthenticationFailedException(
                                        "The key is unknown, revoked or expired."));
    }

    private static SecurityIdentity identity(AgentRef agent) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new AgentPrincipal(agent))
                .addRole("agent")
                .build();
    }
}
