package dev.countersign.approval.api;

import java.time.Instant;

/**
 * One person's vote.
 *
 * @param voter user name
 * @param counted false if it came after the request was resolved
 */
public record VoteView(
        String voter, Choice vote, String reason, Channel channel, Instant at, boolean counted) {}
