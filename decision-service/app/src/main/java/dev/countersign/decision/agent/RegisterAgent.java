package dev.countersign.decision.agent;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Event;
import dev.countersign.decision.api.AgentOrder;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.IssuedKey;
import dev.countersign.runtime.Now;
import dev.countersign.runtime.Refused;
import dev.countersign.trail.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.regex.Pattern;

/** Puts an agent into the registry and issues its first key. */
@ApplicationScoped
public class RegisterAgent {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_USER_NAME = 200;

    private final Now now;
    private final AuditTrail trail;

    RegisterAgent(Now now, AuditTrail trail) {
        this.now = now;
        this.trail = trail;
    }

    @Transactional
    public IssuedKey register(AgentOrder order, String by) {
        check(order);
        var lifetime = IssueKey.lifetime(order.keyLifetime());
        if (Agent.named(order.name()).isPresent()) {
            throw new Refused(DecisionError.AGENT_EXISTS, order.name() + " is registered already.");
        }
        Instant time = now.instant();
        Agent agent = Agent.register(order, time);
        KeySecret secret = KeySecret.random();
        AgentKey key = agent.issue(secret, lifetime, time);
        agent.persistAndFlush();
        key.persist();
        trail.record(new Event.AgentRegistered(agent.story(), by));
        trail.record(new Event.AgentKeyChanged(agent.story(), "issued " + key.handle, by));
        return new IssuedKey(new AgentId(agent.id), secret.reveal(), key.handle, key.expiresAt);
    }

    private static void check(AgentOrder order) {
        if (order.name() == null || !NAME.matcher(order.name()).matches()) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'name' takes 1 to 100 letters, digits and . _ - and begins with a letter or digit.");
        }
        checkPerson("operator", order.operator());
        order.owner().ifPresent(owner -> checkPerson("owner", owner));
    }

    private static void checkPerson(String what, String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_USER_NAME) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'%s' is the user name of a person, at most %d characters."
                            .formatted(what, LONGEST_USER_NAME));
        }
    }
}
