package dev.countersign.decision.agent;

/** Tells the rest of this service that an agent was revoked, once that is durable. */
public record AgentRevoked() {}
