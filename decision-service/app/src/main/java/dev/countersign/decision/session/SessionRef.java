package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.api.SessionState;

/**
 * A session as a call carries it.
 *
 * @param root where it began: relative patterns of a policy are anchored there; empty if unknown
 * @param reason why it was killed, empty if it was not
 * @param killedBy who killed it, empty if nobody did
 * @param age how long ago it began
 */
public record SessionRef(
        SessionId id,
        SessionState state,
        String root,
        String reason,
        String killedBy,
        SessionAge age) {

    public boolean killed() {
        return state == SessionState.KILLED;
    }
}
