package dev.countersign.policy.evaluate;

import dev.countersign.policy.action.Action;
import dev.countersign.policy.condition.Proposer;

/**
 * What a decision depends on beside the facts.
 *
 * @param root the absolute folder at which relative path patterns are anchored: the repository's,
 *     or the session's first working directory; empty means the working directory of the action
 * @param actionsInLastMinute how many actions the session has proposed in the last minute, this one
 *     included; 0 when nobody counts
 */
public record Circumstances(String root, int actionsInLastMinute, Proposer proposer) {
    public Circumstances(String root, int actionsInLastMinute) {
        this(root, actionsInLastMinute, Proposer.UNKNOWN);
    }

    /** The folder at which relative patterns are anchored for this action. */
    public String rootOf(Action action) {
        return root.isEmpty() ? action.cwd() : root;
    }

    public Circumstances by(Proposer who) {
        return new Circumstances(root, actionsInLastMinute, who);
    }

    public static Circumstances in(String root) {
        return new Circumstances(root, 0);
    }
}
