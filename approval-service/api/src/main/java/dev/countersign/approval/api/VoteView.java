package dev.countersign.approval.api;

import java.time.Instant;
import java.util.List;

/**
 * One person's vote.
 *
 * @param voter user name
 * @param roles realm roles of the voter at that moment, where they are what lets somebody vote;
 *     else empty
 * @param counted false if it came after the request was resolved
 */
public record VoteView(
        String voter,
        List<String> roles,
        Choice vote,
        String reason,
        Channel channel,
        Instant at,
        boolean counted) {}
