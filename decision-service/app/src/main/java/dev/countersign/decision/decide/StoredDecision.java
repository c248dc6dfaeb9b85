package dev.countersign.decision.decide;

import dev.countersign.approval.api.Proposer;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.DecisionView;
import java.util.Optional;

/**
 * A decision as it is stored.
 *
 * @param releasedTo the waiter that was released
 */
record StoredDecision(
        DecisionView view,
        AgentId agent,
        SessionId session,
        String tool,
        String digest,
        Optional<String> releasedTo,
        Optional<Held> held) {

    DecisionId id() {
        return view.id();
    }

    Held requireHeld() {
        return held.orElseThrow();
    }

    Story story() {
        Optional<Proposer> proposer = held.map(hold -> hold.order().proposer());
        return new Story(
                Optional.of(agent),
                proposer.map(Proposer::agentName),
                Optional.of(session),
                proposer.map(Proposer::operator),
                Optional.of(id()));
    }
}
