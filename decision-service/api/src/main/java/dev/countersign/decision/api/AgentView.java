package dev.countersign.decision.api;

import dev.countersign.audit.api.AgentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A registered agent; a revoked one is refused whatever its keys say. */
public record AgentView(
        AgentId id,
        String name,
        String operator,
        Optional<String> owner,
        Instant createdAt,
        Optional<Instant> revokedAt,
        List<KeyView> keys) {}
