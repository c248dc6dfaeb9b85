package dev.countersign.decision.api;

import java.time.Instant;
import java.util.Optional;

/** A key of an agent, by its handle. */
public record KeyView(
        String handle, Instant createdAt, Instant expiresAt, Optional<Instant> revokedAt) {}
