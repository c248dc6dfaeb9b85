package dev.countersign.decision.agent;

import dev.countersign.approval.api.PeopleApi;
import dev.countersign.approval.api.PersonView;
import dev.countersign.decision.Text;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Who can be named as operator or owner. approval-service is asked, because it alone may look into
 * Keycloak.
 */
@ApplicationScoped
class People {

    private static final Logger LOG = Logger.getLogger(People.class);

    private final Client people;

    People(@RestClient Client people) {
        this.people = people;
    }

    /**
     * The one person with an open account who is named so.
     *
     * @param role what the order calls them
     * @throws Refused INVALID_ORDER, NO_SUCH_PERSON or UNAVAILABLE
     */
    PersonView require(String role, String name) {
        Text.requireName(role, name == null ? "" : name);
        try {
            return people.find(name);
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == 404) {
                throw new Refused(
                        DecisionError.NO_SUCH_PERSON,
                        "'%s' is '%s', and that is not the name of exactly one open account of a person."
                                .formatted(role, name));
            }
            throw unavailable(e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private static Refused unavailable(RuntimeException cause) {
        LOG.warnf("People cannot be looked up: %s", cause.getMessage());
        return new Refused(
                HttpError.UNAVAILABLE,
                "Operator and owner cannot be looked up just now, so the agent was not registered.");
    }

    @RegisterRestClient(configKey = "approval")
    @OidcClientFilter
    interface Client extends PeopleApi {}
}
