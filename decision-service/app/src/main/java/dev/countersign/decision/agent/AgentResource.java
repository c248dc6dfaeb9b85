package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.decision.api.AgentApi;
import dev.countersign.decision.api.AgentOrder;
import dev.countersign.decision.api.AgentView;
import dev.countersign.decision.api.IssuedKey;
import dev.countersign.decision.api.KeyOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class AgentResource implements AgentApi {

    private final RegisterAgent registering;
    private final IssueKey issuing;
    private final RevokeKey revokingKey;
    private final RevokeAgent revoking;
    private final Who who;

    AgentResource(
            RegisterAgent registering,
            IssueKey issuing,
            RevokeKey revokingKey,
            RevokeAgent revoking,
            Who who) {
        this.registering = registering;
        this.issuing = issuing;
        this.revokingKey = revokingKey;
        this.revoking = revoking;
        this.who = who;
    }

    @Override
    @RolesAllowed("agent-admin")
    public IssuedKey register(AgentOrder order) {
        return registering.register(order, who.name());
    }

    @Override
    @RolesAllowed({"agent-admin", "policy-admin", "auditor", "approver", "on-call"})
    public List<AgentView> list() {
        return Agent.byName().stream().map(Agent::view).toList();
    }

    @Override
    @RolesAllowed({"agent-admin", "policy-admin", "auditor", "approver", "on-call"})
    public AgentView get(AgentId id) {
        return Agent.require(id).view();
    }

    @Override
    @RolesAllowed("agent-admin")
    public IssuedKey issueKey(AgentId id, @Nullable KeyOrder order) {
        return issuing.issue(id, order == null ? Optional.empty() : order.lifetime(), who.name());
    }

    @Override
    @RolesAllowed("agent-admin")
    public AgentView revokeKey(AgentId id, String handle) {
        return revokingKey.revoke(id, handle, who.name());
    }

    @Override
    @RolesAllowed("agent-admin")
    public AgentView revoke(AgentId id) {
        return revoking.revoke(id, who.name());
    }
}
