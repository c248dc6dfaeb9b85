package dev.countersign.approval.api;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import java.util.Optional;

/**
 * Which agent proposes the call, and for whom.
 *
 * @param operator user name of the person on whose behalf it runs; never approves it
 * @param owner user name of the agent's owner, if registered; never approves it either
 * @param nativeSession the agent product's own session identifier
 * @param client the agent product, such as {@code claude-code}
 */
public record Proposer(
        AgentId agent,
        String agentName,
        String operator,
        Optional<String> owner,
        SessionId session,
        String nativeSession,
        String client) {}
