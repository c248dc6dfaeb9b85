package dev.countersign.approval.api;

import dev.countersign.audit.api.AgentId;
import dev.countersign.audit.api.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * Which agent proposes the call, and for whom.
 *
 * @param operator user name of the person on whose behalf it runs; never approves it
 * @param owner user name of the agent's owner, if registered; never approves it either
 * @param subjects the identity provider's identifiers of both, as far as they are known: names may
 *     change, these do not
 * @param nativeSession the agent product's own session identifier
 * @param client the agent product, such as {@code claude-code}
 */
public record Proposer(
        AgentId agent,
        String agentName,
        String operator,
        Optional<String> owner,
        List<String> subjects,
        SessionId session,
        String nativeSession,
        String client) {

    /** Orders that were kept before there were subjects have none. */
    public Proposer {
        subjects = subjects == null ? List.of() : List.copyOf(subjects);
    }

    /** The people behind the agent. */
    public Requester requester() {
        return new Requester(operator, owner, subjects);
    }
}
