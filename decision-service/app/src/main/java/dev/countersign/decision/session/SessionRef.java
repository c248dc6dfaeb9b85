package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.SessionState;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.condition.Circumstances.Operator;
import dev.countersign.policy.condition.Proposer;
import dev.countersign.policy.history.History;
import dev.countersign.policy.history.Traces;
import java.util.Optional;

/**
 * A session as a call carries it.
 *
 * @param root where it began: relative patterns of a policy are anchored there; empty if unknown
 * @param reason why it was killed, empty if it was not
 * @param killedBy who killed it, empty if nobody did
 * @param clock tells the time, and how long ago it began
 * @param revision grows with every change of the history
 * @param history what it remembered then
 */
public record SessionRef(
        SessionId id,
        SessionState state,
        String root,
        String reason,
        String killedBy,
        SessionClock clock,
        long revision,
        History history) {

    private static final long SMALL = 32 * 1024;

    /** After calls that proceeded have left something behind. */
    SessionRef after(Traces traces, long next) {
        return new SessionRef(
                id, state, root, reason, killedBy, clock, next, history.after(traces));
    }

    /** Whether examining what it remembers may take longer than an event loop can spare. */
    public boolean isLarge() {
        return history.characters() > SMALL;
    }

    /** In which a call of the agent is judged at this moment. */
    public Circumstances circumstances(AgentRef agent) {
        return Circumstances.in(root)
                .at(clock.now())
                .by(Proposer.UNKNOWN.named(agent.name()).since(clock.age()))
                .on(new Operator(Optional.of(agent.operator()), Optional.empty()));
    }

    public boolean killed() {
        return state == SessionState.KILLED;
    }
}
