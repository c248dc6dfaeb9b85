package dev.countersign.decision.api;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of an agent.
 *
 * @param nativeSession the agent product's own name of it
 * @param client the agent product
 * @param endedAt when it ended or was killed
 * @param endedBy who killed it: a user name, or {@code policy}
 * @param reason why it was killed
 */
public record SessionView(
        SessionId id,
        AgentId agent,
        String agentName,
        String operator,
        String client,
        String nativeSession,
        String cwd,
        SessionState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Optional<String> reason) {}
