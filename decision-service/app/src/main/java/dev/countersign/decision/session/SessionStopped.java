package dev.countersign.decision.session;

/** Tells the rest of this service that a session was killed, once that is durable. */
public record SessionStopped() {}
