package dev.countersign.decision.session;

import dev.countersign.audit.api.SessionId;

/** Tells the rest of this service that a session was killed, once that is durable. */
public record SessionStopped(SessionId session, String by, String reason) {}
