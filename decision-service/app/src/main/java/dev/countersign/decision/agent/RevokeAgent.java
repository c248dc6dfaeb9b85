package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Event;
import dev.countersign.decision.api.AgentView;
import dev.countersign.runtime.Now;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Takes an agent out of service for good, whatever keys it has. */
@ApplicationScoped
public class RevokeAgent {

    private final Now now;
    private final AuditTrail trail;
    private final KnownAgents known;

    RevokeAgent(Now now, AuditTrail trail, KnownAgents known) {
        this.now = now;
        this.trail = trail;
        this.known = known;
    }

    @Transactional
    public AgentView revoke(AgentId id, String by) {
        Agent agent = Agent.require(id);
        if (agent.revoke(now.instant())) {
            trail.record(new Event.AgentKeyChanged(agent.story(), "agent revoked", by));
            known.forget();
        }
        return agent.view();
    }
}
