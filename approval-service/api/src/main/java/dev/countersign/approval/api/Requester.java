package dev.countersign.approval.api;

import java.util.List;
import java.util.Optional;

/**
 * The people behind an agent, who never approve what it proposes.
 *
 * @param operator user name of the person on whose behalf it runs
 * @param owner user name of the agent's owner, if registered
 * @param subjects the identity provider's identifiers of both, as far as they are known: names may
 *     change, these do not
 */
public record Requester(String operator, Optional<String> owner, List<String> subjects) {

    /** For where no agent is known yet. */
    public static final Requester NOBODY = new Requester("", Optional.empty(), List.of());

    public Requester {
        subjects = subjects == null ? List.of() : List.copyOf(subjects);
    }
}
