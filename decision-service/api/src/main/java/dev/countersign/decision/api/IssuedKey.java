package dev.countersign.decision.api;

import dev.countersign.audit.api.AgentId;
import java.time.Instant;

/**
 * A key, shown this once; only its hash is kept.
 *
 * @param id the agent
 * @param key what the agent sends as {@code Authorization: Bearer …}
 * @param handle names the key without giving it away, for revoking it
 */
public record IssuedKey(AgentId id, String key, String handle, Instant expiresAt) {

    /** Without the key: a log line of this record must not leak it. */
    @Override
    public String toString() {
        return "IssuedKey[id=%s, handle=%s, expiresAt=%s]".formatted(id, handle, expiresAt);
    }
}
