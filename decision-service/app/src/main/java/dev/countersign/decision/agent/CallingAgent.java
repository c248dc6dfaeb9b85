package dev.countersign.decision.agent;

import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Caller;
import dev.countersign.runtime.Callers;
import dev.countersign.runtime.Refused;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Which registered agent makes a call: the one whose key it brought, or the one that is registered
 * under the name of the Keycloak client.
 */
@ApplicationScoped
public class CallingAgent {

    private final Callers callers;
    private final KnownAgents agents;

    CallingAgent(Callers callers, KnownAgents agents) {
        this.callers = callers;
        this.agents = agents;
    }

    /** The agent, if that is known without asking the database. */
    public Optional<AgentRef> remembered(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof AgentPrincipal own
                ? Optional.of(own.agent())
                : machine(identity).flatMap(agents::rememberedByName);
    }

    /**
     * @throws Refused if the caller is no registered agent
     */
    public AgentRef require(SecurityIdentity identity) {
        return find(identity)
                .orElseThrow(
                        () ->
                                new Refused(
                                        DecisionError.NOT_AN_AGENT,
                                        "'%s' is not registered as an agent."
                                                .formatted(identity.getPrincipal().getName())));
    }

    public Optional<AgentRef> find(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof AgentPrincipal own
                ? Optional.of(own.agent())
                : machine(identity).flatMap(agents::byName);
    }

    private Optional<String> machine(SecurityIdentity identity) {
        return switch (callers.of(identity)) {
            case Caller.Machine machine -> Optional.of(machine.name());
            case Caller.Person ignored -> Optional.empty();
            case Caller.Service ignored -> Optional.empty();
        };
    }
}
