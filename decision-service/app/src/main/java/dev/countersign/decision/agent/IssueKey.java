package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Event;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.IssuedKey;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/** Issues a further key to an agent, for changing keys without a gap. */
@ApplicationScoped
public class IssueKey {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Now now;
    private final AuditTrail trail;

    IssueKey(Now now, AuditTrail trail) {
        this.now = now;
        this.trail = trail;
    }

    @Transactional
    public IssuedKey issue(AgentId id, Optional<Duration> lifetime, String by) {
        Agent agent = Agent.require(id);
        KeySecret secret = KeySecret.random();
        AgentKey key = agent.issue(secret, lifetime(lifetime), now.instant());
        key.persist();
        trail.record(new Event.AgentKeyChanged(agent.story(), "issued " + key.handle, by));
        return new IssuedKey(id, secret.reveal(), key.handle, key.expiresAt);
    }

    static Duration lifetime(Optional<Duration> wanted) {
        Duration lifetime = wanted.orElse(USUAL);
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new Refused(
                    DecisionError.INVALID_ORDER, "A key is good for 1 minute to 366 days.");
        }
        return lifetime;
    }
}
