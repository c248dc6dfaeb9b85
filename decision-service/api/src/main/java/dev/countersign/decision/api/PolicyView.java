package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored policy, which never changes.
 *
 * @param version its language version and digest, as decisions name it
 * @param name from its metadata
 * @param agents patterns of the agents it is for
 * @param activeFor those of its patterns for which it is in force now
 */
public record PolicyView(
        PolicyId id,
        String version,
        Optional<String> name,
        List<String> agents,
        List<String> activeFor,
        String uploadedBy,
        Instant uploadedAt) {}
