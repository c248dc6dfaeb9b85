package dev.countersign.approval.api;

import java.time.Instant;

/**
 * One entry of the stream of changes.
 *
 * @param position dense and ascending in commit order; what a reader sends back as {@code
 *     Last-Event-ID} to go on after it
 * @param kind {@code approval} or {@code bypass}
 * @param subject identifier of the approval or bypass
 * @param status its status then; {@code PENDING} again for a vote that resolved nothing
 * @param decision the decision an approval belongs to, empty for a bypass
 */
public record Change(
        long position, String kind, String subject, String status, String decision, Instant at) {}
