package dev.countersign.decision.decide;

import dev.countersign.audit.api.CanonicalJson;
import dev.countersign.audit.api.DecisionId;
import dev.countersign.audit.api.SessionId;
import dev.countersign.audit.api.Story;
import dev.countersign.decision.Text;
import dev.countersign.decision.agent.AgentRef;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.session.NativeSession;
import dev.countersign.policy.action.Action;
import dev.countersign.runtime.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call that an agent proposes, as it came: nothing in it is masked yet.
 *
 * @param subagent the child agent that proposes it; its calls are not those of its parent
 * @param call the agent product's own name of the call
 */
public record Proposal(
        AgentRef agent,
        NativeSession session,
        Optional<String> subagent,
        Optional<String> call,
        String tool,
        Map<String, Object> input,
        String cwd) {

    private static final long SMALL = 8 * 1024;

    /**
     * @throws Refused if a name is missing, too long or cannot be kept
     */
    public Proposal {
        Text.requireName("tool", tool);
        subagent.ifPresent(value -> Text.requireName("subagent", value));
        call.ifPresent(value -> Text.requireName("call", value));
    }

    /** Whether examining it may take longer than an event loop can spare. */
    boolean isLarge() {
        return input.values().stream()
                        .mapToLong(
                                value ->
                                        switch (value) {
                                            case null -> 0;
                                            case String text -> text.length();
                                            case Number ignored -> 8;
                                            case Boolean ignored -> 1;
                                            default -> SMALL + 1;
                                        })
                        .sum()
                > SMALL;
    }

    Action action() {
        return new Action(tool, input, cwd, session.name());
    }

    /**
     * SHA-256 over the RFC 8785 form of what changes the effect.
     *
     * @throws Refused if the arguments hold something that has no such form
     */
    String digest(SessionId id) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put("agent", agent.id().value());
        bound.put("session", id.value());
        subagent.ifPresent(child -> bound.put("subagent", child));
        bound.put("tool", tool);
        bound.put("input", Unbound.without(tool, input));
        bound.put("cwd", cwd);
        try {
            return CanonicalJson.digest(bound);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    DecisionError.INVALID_ORDER,
                    "The arguments cannot be bound to a decision: " + e.getMessage() + ".");
        }
    }

    Story story(SessionId id, DecisionId decision) {
        return new Story(
                Optional.of(agent.id()),
                Optional.of(agent.name()),
                Optional.of(id),
                Optional.of(agent.operator()),
                Optional.of(decision));
    }
}
