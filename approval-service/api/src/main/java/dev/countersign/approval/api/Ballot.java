package dev.countersign.approval.api;

/**
 * A vote as it is sent.
 *
 * @param vote what the person decided
 * @param reason why, up to 2,000 characters; a denial needs at least 3, they reach the agent
 */
public record Ballot(Choice vote, String reason) {}
