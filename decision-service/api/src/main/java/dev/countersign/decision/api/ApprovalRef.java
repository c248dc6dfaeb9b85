package dev.countersign.decision.api;

import dev.countersign.approval.api.ApprovalStatus;
import dev.countersign.audit.api.ApprovalId;
import java.time.Instant;

/**
 * The request in the queue.
 *
 * @param status as last seen by decision-service
 * @param url its page in the dashboard
 */
public record ApprovalRef(ApprovalId id, ApprovalStatus status, String url, Instant expiresAt) {}
