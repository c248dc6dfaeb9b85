package dev.countersign.decision.agent;

import dev.countersign.approval.api.PersonView;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts an agent into the registry and issues its first key. */
@ApplicationScoped
public class RegisterAgent {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final People people;
    private final Now now;
    private final AuditTrail trail;

    RegisterAgent(People people, Now now, AuditTrail trail) {
        this.people = people;
        this.now = now;
        this.trail = trail;
    }

    /**
     * People are looked up before the first statement, so that no connection is held meanwhile.
     *
     * @throws Refused INVALID_ORDER, NO_SUCH_PERSON, AGENT_EXISTS or UNAVAILABLE
     */
    @Transactional
    public IssuedKey register(AgentOrder order, String by) {
        requireName(order);
        var lifetime = IssueKey.lifetime(order.keyLifetime());
        PersonView operator = people.require("operator", order.operator());
        Optional<PersonView> owner = order.owner().map(name -> people.require("owner", name));
        if (Agent.named(order.name()).isPresent()) {
            throw new Refused(DecisionError.AGENT_EXISTS, order.name() + " is registered already.");
        }
        Instant time = now.instant();
        Agent agent = Agent.register(order.name(), operator, owner, time);
        KeySecret secret = KeySecret.random();
        AgentKey key = agent.issue(secret, lifetime, time);
        agent.persistAndFlush();
        key.persist();
        trail.record(new Event.AgentRegistered(agent.story(), by));
        trail.record(new Event.AgentKeyChanged(agent.story(), "issued " + key.handle, by));
        return new IssuedKey(new AgentId(agent.id), secret.reveal(), key.handle, key.expiresAt);
    }

    private static void requireName(AgentOrder order) {
        if (order == null || order.name() == null || !NAME.matcher(order.name()).matches()) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "'name' takes 1 to 100 letters, digits and . _ - and begins with a letter or digit.");
        }
    }
}
