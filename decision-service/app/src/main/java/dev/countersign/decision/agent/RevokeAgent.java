package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.decision.api.AgentView;
import dev.countersign.runtime.Now;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** Takes an agent out of service for good, whatever keys it has. */
@ApplicationScoped
public class RevokeAgent {

    private final Now now;
    private final AuditTrail trail;
    private final KnownAgents known;
    private final Event<AgentRevoked> revoked;

    RevokeAgent(Now now, AuditTrail trail, KnownAgents known, Event<AgentRevoked> revoked) {
        this.now = now;
        this.trail = trail;
        this.known = known;
        this.revoked = revoked;
    }

    @Transactional
    public AgentView revoke(AgentId id, String by) {
        Agent agent = Agent.require(id);
        if (agent.revoke(by, now.instant())) {
            trail.record(
                    new dev.countersign.audit.api.Event.AgentKeyChanged(
                            agent.story(), "agent revoked", by));
            known.forget();
            revoked.fire(new AgentRevoked());
        }
        return agent.view();
    }
}
