package dev.countersign.policy.condition;

import dev.countersign.policy.action.Action;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision depends on beside the facts. What the caller does not tell counts as matched
 * where matching restricts.
 *
 * @param root the absolute folder at which relative path patterns are anchored: the repository's,
 *     or the session's first working directory; empty means the working directory of the action
 * @param actionsInLastMinute how many actions the session has proposed in the last minute, this one
 *     included; 0 when nobody counts
 * @param now when the action is proposed
 * @param operator the human on whose behalf the agent runs
 * @param environment where the agent works, for example {@code staging}
 */
public record Circumstances(
        String root,
        int actionsInLastMinute,
        Optional<Instant> now,
        Proposer proposer,
        Operator operator,
        Repository repository,
        Optional<String> environment) {

    /**
     * @param groups the groups that the operator is in
     */
    public record Operator(Optional<String> name, Optional<Set<String>> groups) {
        public static final Operator UNKNOWN = new Operator(Optional.empty(), Optional.empty());
    }

    /**
     * @param name for example {@code acme/payments}
     * @param branch the one that is checked out
     */
    public record Repository(Optional<String> name, Optional<String> branch) {
        public static final Repository UNKNOWN = new Repository(Optional.empty(), Optional.empty());
    }

    public static Circumstances in(String root) {
        return new Circumstances(
                root,
                0,
                Optional.empty(),
                Proposer.UNKNOWN,
                Operator.UNKNOWN,
                Repository.UNKNOWN,
                Optional.empty());
    }

    /** The folder at which relative patterns are anchored for this action. */
    public String rootOf(Action action) {
        return root.isEmpty() ? action.cwd() : root;
    }

    public Circumstances after(int recentActions) {
        return new Circumstances(
                root, recentActions, now, proposer, operator, repository, environment);
    }

    public Circumstances at(Instant time) {
        return new Circumstances(
                root,
                actionsInLastMinute,
                Optional.of(time),
                proposer,
                operator,
                repository,
                environment);
    }

    public Circumstances by(Proposer who) {
        return new Circumstances(
                root, actionsInLastMinute, now, who, operator, repository, environment);
    }

    public Circumstances on(Operator behalf) {
        return new Circumstances(
                root, actionsInLastMinute, now, proposer, behalf, repository, environment);
    }

    public Circumstances of(Repository where) {
        return new Circumstances(
                root, actionsInLastMinute, now, proposer, operator, where, environment);
    }

    public Circumstances within(String where) {
        return new Circumstances(
                root, actionsInLastMinute, now, proposer, operator, repository, Optional.of(where));
    }
}
