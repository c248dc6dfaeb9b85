package dev.countersign.audit.api;

import java.util.Optional;

/**
 * What an event belongs to.
 *
 * @param agent the agent concerned
 * @param agentName the name it was registered under
 * @param session the agent's run
 * @param operator user name of the person on whose behalf the agent runs
 * @param call the decision that ties together all events of one tool call
 */
public record Story(
        Optional<AgentId> agent,
        Optional<String> agentName,
        Optional<SessionId> session,
        Optional<String> operator,
        Optional<DecisionId> call) {

    public static final Story NONE =
            new Story(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
}
