package dev.countersign.decision.agent;

import dev.countersign.decision.api.KeyView;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a key: its hash, and how long it is good. */
@Entity
public class AgentKey extends PanacheEntityBase {

    @Id String hash;
    String agentId;
    String handle;
    Instant createdAt;
    Instant expiresAt;
    @Nullable Instant revokedAt;

    static AgentKey of(String agentId, KeySecret secret, Instant now, Instant expiresAt) {
        AgentKey key = new AgentKey();
        key.hash = secret.hash();
        key.agentId = agentId;
        key.handle = secret.handle();
        key.createdAt = now;
        key.expiresAt = expiresAt;
        return key;
    }

    static List<AgentKey> of(String agentId) {
        return list("agentId = ?1 order by createdAt", agentId);
    }

    /**
     * @return false if it was revoked before
     */
    boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        return true;
    }

    KeyView view() {
        return new KeyView(handle, createdAt, expiresAt, Optional.ofNullable(revokedAt));
    }
}
