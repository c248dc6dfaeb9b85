package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Event;
import dev.countersign.decision.api.AgentView;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Revokes one key of an agent. */
@ApplicationScoped
public class RevokeKey {

    private final Now now;
    private final AuditTrail trail;
    private final KnownAgents known;

    RevokeKey(Now now, AuditTrail trail, KnownAgents known) {
        this.now = now;
        this.trail = trail;
        this.known = known;
    }

    @Transactional
    public AgentView revoke(AgentId id, String handle, String by) {
        Agent agent = Agent.require(id);
        AgentKey key =
                AgentKey.of(agent.id).stream()
                        .filter(one -> one.handle.equals(handle))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                DecisionError.NO_SUCH_AGENT,
                                                "The agent has no key " + handle + "."));
        if (key.revoke(now.instant())) {
            trail.record(new Event.AgentKeyChanged(agent.story(), "revoked " + handle, by));
            known.forget();
        }
        return agent.view();
    }
}
