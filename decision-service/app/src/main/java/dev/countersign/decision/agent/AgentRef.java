package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import java.util.List;
import java.util.Optional;

/**
 * An agent as a call carries it.
 *
 * @param subjects the identity provider's identifiers of operator and owner, as far as known
 * @param key hash of the key it came with, empty if it came with a token of Keycloak
 */
public record AgentRef(
        AgentId id,
        String name,
        String operator,
        Optional<String> owner,
        List<String> subjects,
        String key) {}
