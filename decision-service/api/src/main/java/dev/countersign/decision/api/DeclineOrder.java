package dev.countersign.decision.api;

/**
 * @param reason why, for whoever asked
 */
public record DeclineOrder(String reason) {}
