package dev.countersign.decision.agent;

import java.security.Principal;

/** An agent that came with a key of its own. */
record AgentPrincipal(AgentRef agent) implements Principal {
    @Override
    public String getName() {
        return agent.name();
    }
}
