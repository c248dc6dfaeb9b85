package dev.countersign.approval.api;

import dev.countersign.audit.api.BypassId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An emergency bypass.
 *
 * @param requester user name
 * @param uses how many calls ran under it
 * @param reviewedBy who looked at them afterwards
 * @param refusal why the asking person may not vote on it; empty if they may
 */
public record BypassView(
        BypassId id,
        BypassStatus status,
        String requester,
        String reason,
        Optional<String> incident,
        BypassScope scope,
        Duration duration,
        Optional<String> approver,
        List<VoteView> votes,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endsAt,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        int uses,
        Optional<String> reviewedBy,
        Optional<String> finding,
        Optional<String> refusal,
        Instant now) {}
