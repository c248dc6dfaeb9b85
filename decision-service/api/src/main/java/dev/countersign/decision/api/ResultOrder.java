package dev.countersign.decision.api;

import dev.countersign.audit.api.DecisionId;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool call returned.
 *
 * @param session as in the decision
 * @param decision the decision it belongs to; without it, {@code call} is looked up
 * @param call the agent product's own name of the call
 * @param durationMillis how long the tool ran
 * @param output what it returned; secrets in it are masked before anything is stored
 */
public record ResultOrder(
        String session,
        Optional<DecisionId> decision,
        Optional<String> call,
        String tool,
        boolean succeeded,
        Optional<Long> durationMillis,
        Map<String, Object> output) {}
