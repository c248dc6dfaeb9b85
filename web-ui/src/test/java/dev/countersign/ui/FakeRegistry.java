package dev.countersign.ui;

import dev.countersign.audit.api.AgentId;
import dev.countersign.decision.api.AgentOrder;
import dev.countersign.decision.api.AgentView;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.IssuedKey;
import dev.countersign.decision.api.KeyView;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.ui.FakeServices.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registry of agents as far as pages ask for it. */
final class FakeRegistry {

    private static final Instant END = FakeQueue.NOW.plus(Duration.ofDays(90));

    private final List<AgentView> agents = new ArrayList<>();

    synchronized void empty() {
        agents.clear();
    }

    synchronized List<AgentView> list(Asker asker) {
        return List.copyOf(agents);
    }

    synchronized IssuedKey register(Asker asker, AgentOrder order) {
        demandAdmin(asker);
        if (agents.stream().anyMatch(agent -> agent.name().equals(order.name()))) {
            throw FakeServices.refused(DecisionError.AGENT_EXISTS);
        }
        AgentId id = AgentId.next();
        agents.add(
                new AgentView(
                        id,
                        order.name(),
                        order.operator(),
                        order.owner(),
                        FakeQueue.NOW,
                        Optional.empty(),
                        List.of(new KeyView("k7f2", FakeQueue.NOW, END, Optional.empty()))));
        return new IssuedKey(id, "csk_not-a-real-key-0123456789abcdef", "k7f2", END);
    }

    synchronized AgentView revoke(Asker asker, String id) {
        demandAdmin(asker);
        AgentView old =
                agents.stream()
                        .filter(agent -> agent.id().value().equals(id))
                        .findFirst()
                        .orElseThrow(() -> FakeServices.refused(DecisionError.NO_SUCH_AGENT));
        AgentView revoked =
                new AgentView(
                        old.id(),
                        old.name(),
                        old.operator(),
                        old.owner(),
                        old.createdAt(),
                        Optional.of(FakeQueue.NOW),
                        old.keys());
        agents.replaceAll(agent -> agent == old ? revoked : agent);
        return revoked;
    }

    private static void demandAdmin(Asker asker) {
        if (!asker.has("agent-admin")) {
            throw new Refused(HttpError.FORBIDDEN, "This account may not do that.");
        }
    }
}
