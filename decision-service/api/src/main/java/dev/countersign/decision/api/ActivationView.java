package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import java.time.Instant;
import java.util.Optional;

/**
 * For how long a policy was, or is, in force for one scope.
 *
 * @param pattern of agents' names
 * @param replaced what was in force there before
 * @param confirmedBy the second person, where one was needed
 * @param endedAt absent while it is in force
 */
public record ActivationView(
        PolicyId policy,
        String version,
        Optional<String> name,
        PolicyLayer layer,
        String pattern,
        String activatedBy,
        Instant activatedAt,
        Optional<String> confirmedBy,
        Optional<PolicyId> replaced,
        Optional<Instant> endedAt,
        Optional<String> endedBy) {}
