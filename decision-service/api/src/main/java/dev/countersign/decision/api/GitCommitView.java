package dev.countersign.decision.api;

import dev.countersign.audit.api.PolicyId;
import java.time.Instant;

/**
 * A commit whose policy was stored.
 *
 * @param commit its whole identifier
 * @param policy what it holds; several commits hold the same one if none of its files differ
 */
public record GitCommitView(String commit, PolicyId policy, Instant takenAt) {}
