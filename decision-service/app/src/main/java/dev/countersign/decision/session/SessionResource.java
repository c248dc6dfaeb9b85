package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.Who;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.KillOrder;
import dev.countersign.decision.api.SessionApi;
import dev.countersign.decision.api.SessionState;
import dev.countersign.decision.api.SessionView;
import dev.countersign.runtime.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

@RunOnVirtualThread
class SessionResource implements SessionApi {

    private final KillSession killing;
    private final Who who;

    SessionResource(KillSession killing, Who who) {
        this.killing = killing;
        this.who = who;
    }

    @Override
    @RolesAllowed({"approver", "on-call", "policy-admin", "agent-admin", "auditor"})
    public List<SessionView> list(@Nullable SessionState state, int limit) {
        if (limit < 1 || limit > 200) {
            throw new Refused(DecisionError.INVALID_ORDER, "'limit' takes 1 to 200.");
        }
        return Session.newest(state, limit);
    }

    @Override
    @RolesAllowed({"approver", "on-call", "policy-admin", "agent-admin", "auditor"})
    public SessionView get(SessionId id) {
        return Session.view(id);
    }

    @Override
    @RolesAllowed({"approver", "on-call", "policy-admin", "agent-admin"})
    public SessionView kill(SessionId id, KillOrder order) {
        if (order == null) {
            throw new Refused(DecisionError.INVALID_ORDER, "'reason' is needed.");
        }
        return killing.kill(id, order.reason(), who.name());
    }
}
