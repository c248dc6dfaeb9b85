package dev.countersign.decision.api;

/** Why the run is stopped, 3 to 500 characters; the agent and its operator read it. */
public record KillOrder(String reason) {}
