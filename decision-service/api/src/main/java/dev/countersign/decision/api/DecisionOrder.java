package dev.countersign.decision.api;

import java.util.Map;
import java.util.Optional;

/**
 * A tool call that an agent proposes.
 *
 * @param session the agent product's own name of its run, 1 to 200 characters
 * @param tool the tool's name, 1 to 200 characters
 * @param input the tool's arguments
 * @param cwd the absolute working directory; absent where it is not known
 * @param subagent the child agent that proposes it, if the session has several
 * @param call the agent product's own name of this call; a result may refer to it
 * @param client the agent product; {@code api} if absent
 * @param agent for people who ask for an explanation: the agent by name, whose policy is used;
 *     agents are always taken for themselves
 */
public record DecisionOrder(
        String session,
        String tool,
        Map<String, Object> input,
        Optional<String> cwd,
        Optional<String> subagent,
        Optional<String> call,
        Optional<String> client,
        Optional<String> agent) {}
