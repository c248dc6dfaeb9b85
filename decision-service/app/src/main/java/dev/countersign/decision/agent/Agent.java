package dev.countersign.decision.agent;

import dev.countersign.approval.api.PersonView;
import dev.countersign.approval.api.Requester;
import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.api.AgentView;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.runtime.Refused;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A registered agent. */
@Entity
public class Agent extends PanacheEntityBase {

    @Id String id;
    String name;
    String operator;
    @Nullable String operatorSubject;
    @Nullable String owner;
    @Nullable String ownerSubject;
    Instant createdAt;
    @Nullable Instant revokedAt;
    @Nullable String revokedBy;

    static Agent register(
            String name, PersonView operator, Optional<PersonView> owner, Instant now) {
        Agent agent = new Agent();
        agent.id = AgentId.next().value();
        agent.name = name;
        agent.operator = operator.name();
        agent.operatorSubject = operator.subject();
        agent.owner = owner.map(PersonView::name).orElse(null);
        agent.ownerSubject = owner.map(PersonView::subject).orElse(null);
        agent.createdAt = now;
        return agent;
    }

    static Optional<Agent> named(String name) {
        return find("name", name).firstResultOptional();
    }

    static Agent require(AgentId id) {
        return Agent.<Agent>findByIdOptional(id.value())
                .orElseThrow(
                        () -> new Refused(DecisionError.NO_SUCH_AGENT, "No agent " + id + "."));
    }

    static List<Agent> byName() {
        return listAll(Sort.by("name"));
    }

    /**
     * Those behind the agents that are not revoked, each once; at most 1000.
     *
     * @param name which agents are meant
     */
    public static List<Requester> requestersOf(Predicate<String> name) {
        return Agent.<Agent>list("revokedAt is null").stream()
                .filter(agent -> name.test(agent.name))
                .map(Agent::requester)
                .distinct()
                .limit(1_000)
                .toList();
    }

    private Requester requester() {
        return new Requester(
                operator,
                Optional.ofNullable(owner),
                Stream.of(operatorSubject, ownerSubject).filter(Objects::nonNull).toList());
    }

    /** Issues a key, unless the agent was revoked. */
    AgentKey issue(KeySecret secret, java.time.Duration lifetime, Instant now) {
        if (revokedAt != null) {
            throw new Refused(DecisionError.AGENT_REVOKED, name + " was revoked.");
        }
        return AgentKey.of(id, secret, now, now.plus(lifetime));
    }

    /**
     * @return false if it was revoked before
     */
    boolean revoke(String by, Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        revokedBy = by;
        return true;
    }

    Story story() {
        return new Story(
                Optional.of(new AgentId(id)),
                Optional.of(name),
                Optional.empty(),
                Optional.of(operator),
                Optional.empty());
    }

    AgentView view() {
        return new AgentView(
                new AgentId(id),
                name,
                operator,
                Optional.ofNullable(owner),
                createdAt,
                Optional.ofNullable(revokedAt),
                AgentKey.of(id).stream().map(AgentKey::view).toList());
    }
}
