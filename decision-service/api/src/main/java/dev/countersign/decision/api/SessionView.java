package dev.countersign.decision.api;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of an agent.
 *
 * @param nativeSession the agent product's own name of it
 * @param client the agent product
 * @param endedAt when it ended or was killed
 * @param endedBy who killed it: a user name, or {@code policy}
 * @param reason why it was killed
 * @param labels what its calls have done, such as {@code read:secret}; those that name a file,
 *     {@code wrote:<path>}, only where one session is asked for
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
        Optional<String> reason,
        List<String> labels) {}
