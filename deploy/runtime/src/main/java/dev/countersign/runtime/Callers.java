package dev.countersign.runtime;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Tells people, services and machines apart by what Keycloak says of the token, not by roles: a
 * person's token was issued to a client at which people sign in, and not to a service account.
 */
@ApplicationScoped
public class Callers {

    private final Set<String> clientsOfPeople;

    public Callers(
            @ConfigProperty(
                            name = "countersign.clients-of-people",
                            defaultValue = "web-ui,agent-policy")
                    Set<String> clientsOfPeople) {
        this.clientsOfPeople = Set.copyOf(clientsOfPeople);
    }

    public Caller of(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return new Caller.Machine(identity.getPrincipal().getName());
        }
        Set<String> roles = identity.getRoles();
        String client = claim(token, "azp");
        String name = claim(token, "preferred_username");
        boolean serviceAccount =
                token.containsClaim("client_id") || name.startsWith("service-account-");
        if (serviceAccount) {
            return roles.contains("service")
                    ? new Caller.Service(client)
                    : new Caller.Machine(client);
        }
        boolean person =
                clientsOfPeople.contains(client)
                        && !name.isEmpty()
                        && token.getSubject() != null
                        && !roles.contains("agent")
                        && !roles.contains("service");
        return person
                ? new Caller.Person(token.getSubject(), name, roles)
                : new Caller.Machine(name.isEmpty() ? client : name);
    }

    private static String claim(JsonWebToken token, String name) {
        return token.<Object>claim(name).map(Object::toString).orElse("");
    }
}
